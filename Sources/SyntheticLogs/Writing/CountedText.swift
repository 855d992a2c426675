/// LOG_FORMAT=3: every text is led by the number of its bytes and a colon.
enum CountedText: TextStyle {
    static let showsEmptyFields = true
    static let folds = false

    static func append(address: FieldText, to buffer: inout [UInt8]) { append(text: address, to: &buffer) }

    static func append(text: FieldText, to buffer: inout [UInt8]) {
        buffer.append(decimal: text.bytes.count)
        buffer.append(UInt8(ascii: ":"))
        buffer.append(text)
    }

    static func append(messageIDs: [FieldText], to buffer: inout [UInt8]) {
        let commas = max(0, messageIDs.count - 1)
        buffer.append(decimal: messageIDs.reduce(commas) { $0 + $1.bytes.count })
        buffer.append(UInt8(ascii: ":"))
        StandardText.append(messageIDs: messageIDs, to: &buffer)
    }

    static func append(filter: FieldText, to buffer: inout [UInt8]) { append(text: filter, to: &buffer) }
}

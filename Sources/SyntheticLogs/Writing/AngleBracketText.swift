/// LOG_FORMAT=2: an empty address is `<>`; other empty fields are as in format 1.
enum AngleBracketText: TextStyle {
    static let showsEmptyFields = false
    static let folds = true

    static func append(address: FieldText, to buffer: inout [UInt8]) {
        if address.isEmpty { buffer.append(ascii: "<>") } else { buffer.append(address) }
    }

    static func append(text: FieldText, to buffer: inout [UInt8]) { buffer.append(text) }
}

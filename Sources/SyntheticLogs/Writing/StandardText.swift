/// LOG_FORMAT=1: an empty field is nothing between two blanks.
enum StandardText: TextStyle {
    static let showsEmptyFields = false
    static let folds = true

    static func append(address: FieldText, to buffer: inout [UInt8]) { buffer.append(address) }
    static func append(text: FieldText, to buffer: inout [UInt8]) { buffer.append(text) }
}

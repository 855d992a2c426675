extension FieldText {
    /// Whether the bytes are well-formed UTF-8; plain ASCII is told without decoding.
    var isUTF8: Bool {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return true }
        return String(validating: bytes, as: UTF8.self) != nil
    }
}

/// LOG_FORMAT: how the fields are written; the raw value is the option's.
public enum LogFormat: Int, CaseIterable, Sendable {
    /// Blank-separated, an empty field is an empty slot.
    case standard = 1
    /// As the standard one, but an empty address is `<>`.
    case angleBrackets
    /// As the standard one, but every text is led by its length: `5:hello`.
    case counted
    /// One XML element a record.
    case xml
    /// One JSON object a record, its fields nested under the element's name.
    case json
    /// One JSON object a record, its fields at the top.
    case flatJSON

    /// Whether this is one of the blank-separated formats.
    public var isText: Bool { rawValue <= Self.counted.rawValue }
}

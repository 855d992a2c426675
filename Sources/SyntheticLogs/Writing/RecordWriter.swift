/// Writes records as one of the MTA's log formats.
public struct RecordWriter: Sendable {
    /// The format.
    public let format: LogFormat
    /// Which fields are shown.
    public let options: LogOptions
    /// Columns, line ends and folding.
    public let layout: Layout

    var stamps: StampText

    /// A writer of this format with these options.
    public init(format: LogFormat = .standard, options: LogOptions = .usual, layout: Layout = Layout()) {
        self.format = format
        self.options = options
        self.layout = layout
        let classic: StampText.Spelling = layout.upperCaseMonths ? .classicUpperCase : .classic
        stamps = StampText(format.isText ? classic : .iso, hundredths: layout.hundredths)
    }

    /// Appends one record with its line end.
    public mutating func append(_ record: SyntheticRecord, to buffer: inout [UInt8]) {
        switch format {
        case .standard: appendText(record, as: StandardText.self, to: &buffer)
        case .angleBrackets: appendText(record, as: AngleBracketText.self, to: &buffer)
        case .counted: appendText(record, as: CountedText.self, to: &buffer)
        case .xml: appendElement(record, as: XMLElement.self, to: &buffer)
        case .json: appendElement(record, as: NestedJSON.self, to: &buffer)
        case .flatJSON: appendElement(record, as: FlatJSON.self, to: &buffer)
        }
        if layout.lineEnd == .carriageReturnLineFeed { buffer.append(0x0D) }
        buffer.append(0x0A)
    }
}

import ByteScanning

/// What stands at the beginning of a record: stamp, perhaps node and process, channels, action, size.
struct RecordHeader {
    enum Body: Equatable {
        /// A record of a message; the offset is that of its envelope sender.
        case message(addresses: Int)
        /// A record of a connection, which has no size and no addresses.
        case connection
        /// A header line of a message; the offset is that of its name.
        case headerLine(Int)
    }

    let stamp: Stamp
    let action: Range<Int>
    let body: Body

    /// Columns looked at before the action: node, process, source and destination channel.
    private static let mostColumns = 4
    /// Columns before the `>` of a header line: node and process.
    static let mostColumnsBeforeHeaderMark = 2
    /// How far behind the beginning of an action its size may begin: some writers pad the action, to three columns and
    /// less than a channel's.
    static let widestAction = 12

    /// Reads the header of the record in `range`; nil where it does not have the text format's columns. O(1).
    init?(_ text: Span<UInt8>, in range: Range<Int>) {
        let start = RecordStart.skippingBlanks(text, from: range.lowerBound)
        guard let (stamp, stampEnd) = Stamp.parse(text, at: start), stampEnd <= range.upperBound else { return nil }
        var offset = stampEnd
        var isConnection = false
        for column in 0...RecordHeader.mostColumns {
            let field = RecordHeader.nextField(text, offset..<range.upperBound)
            if column > 0, let body = RecordHeader.body(text, action: field, isConnection, end: range.upperBound) {
                self.stamp = stamp
                action = field
                self.body = body
                return
            }
            if column <= RecordHeader.mostColumnsBeforeHeaderMark, RecordHeader.isHeaderMark(text, field) {
                self.stamp = stamp
                action = field.upperBound..<field.upperBound
                body = .headerLine(min(field.upperBound + 1, range.upperBound))
                return
            }
            isConnection = column > 0 && RecordHeader.isDirection(text, field)
            offset = field.upperBound
        }
        return nil
    }

    private static func nextField(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while start < range.upperBound, text[start].isBlank { start += 1 }
        var end = start
        while end < range.upperBound, !text[end].isBlank, text[end] != 0x0a { end += 1 }
        return start..<end
    }

    /// The `>` before a header line.
    private static func isHeaderMark(_ text: Span<UInt8>, _ field: Range<Int>) -> Bool {
        field.count == 1 && text[field.lowerBound] == UInt8(ascii: ">")
    }

    /// The `+` or `-` of a connection record.
    private static func isDirection(_ text: Span<UInt8>, _ field: Range<Int>) -> Bool {
        field.count == 1 && (text[field.lowerBound] == UInt8(ascii: "+") || text[field.lowerBound] == UInt8(ascii: "-"))
    }

    /// What follows when `field` is the action: capitals only and, but for connections, a size behind it.
    private static func body(_ text: Span<UInt8>, action field: Range<Int>, _ isConnection: Bool, end: Int) -> Body? {
        guard !field.isEmpty else { return nil }
        for index in field where !text[index].isUpperCaseLetter { return nil }
        if isConnection { return .connection }
        guard var offset = size(text, behind: field, end) else { return nil }
        while offset < end, text[offset].isDigit { offset += 1 }
        guard offset < end, text[offset] == 0x20 else { return nil }
        return .message(addresses: offset + 1)
    }

    /// Where the size begins behind an action, one blank or the action's padding further on; nil where there is none.
    static func size(_ text: Span<UInt8>, behind action: Range<Int>, _ end: Int) -> Int? {
        var offset = action.upperBound
        while offset < end, text[offset] == 0x20 { offset += 1 }
        guard offset > action.upperBound, offset < end, text[offset].isDigit else { return nil }
        let isNear = offset == action.upperBound + 1 || offset - action.lowerBound <= widestAction
        return isNear ? offset : nil
    }
}

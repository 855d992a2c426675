import MTALog

/// The header lines of messages. They stand one behind the other, with one stamp and behind their message's enqueue; but
/// for the one with the message-ID nothing in them says whose they are.
enum HeaderBlocks {
    /// How long behind its message's enqueue a header line may be stamped, in hundredths.
    static let longestPause: Int64 = 100

    /// The lines of the messages that some lines with a message-ID belong to.
    ///
    /// - Parameter records: of one granule, in their order.
    static func lines(
        _ records: [FoundRecord], of tied: Set<MessageCollection.RecordPlace>
    ) -> [FoundRecord] {
        var lines: [FoundRecord] = []
        var run: [FoundRecord] = []
        func end() {
            lines += blocks(run).filter { tied.contains(MessageCollection.RecordPlace(run[$0.id])) }
                .flatMap { run[$0.lines] }
            run = []
        }
        for record in records where record.fields?.kind == .header {
            if let last = run.last, !last.adjoins(record) { end() }
            run.append(record)
        }
        end()
        return lines
    }

    /// Those lines of a run that are surely one message's, by the line with its message-ID.
    ///
    /// Between two such lines a name that comes a second time begins the second message's lines, at the latest, and one
    /// that comes again behind its message-ID still belongs to the first's. What is left may be either's.
    private static func blocks(_ run: [FoundRecord]) -> [(id: Int, lines: ClosedRange<Int>)] {
        let names = run.map { $0.headerName }
        let ids = run.indices.filter { names[$0].elementsEqual("message-id".utf8) }
        guard ids.count > 1 else { return ids.map { ($0, 0...run.count - 1) } }
        var starts = ids
        var ends = ids
        starts[0] = 0
        for number in ids.indices.dropFirst() {
            var known = Set(names[starts[number - 1]...ids[number - 1]])
            let between = ids[number - 1] + 1..<ids[number]
            starts[number] =
                between.first { !isRepeatable(names[$0]) && !known.insert(names[$0]).inserted } ?? ids[number]
        }
        ends[ids.count - 1] = run.count - 1
        for number in ids.indices.dropLast().reversed() {
            var known = Set(names[ids[number + 1]...ends[number + 1]])
            let between = ids[number] + 1..<starts[number + 1]
            ends[number] =
                between.last { !isRepeatable(names[$0]) && !known.insert(names[$0]).inserted } ?? ids[number]
        }
        return ids.indices.map { (ids[$0], starts[$0]...ends[$0]) }
    }

    /// Each host that a message passes adds such a line.
    private static func isRepeatable(_ name: [UInt8]) -> Bool { name.elementsEqual("received".utf8) }
}

extension FoundRecord {
    /// In lower case.
    fileprivate var headerName: [UInt8] { (fields?.text(.headerName) ?? []).map { $0.lowercasedLetter } }

    /// Whether this is the header line with one of these message-IDs.
    func isHeader(of ids: Set<[UInt8]>) -> Bool {
        guard let fields, fields.kind == .header else { return false }
        return fields.keys.contains { ids.contains($0.bytes) }
    }

    /// Whether the next record is of the same moment and process, and nothing stands between.
    fileprivate func adjoins(_ next: FoundRecord) -> Bool {
        offset + UInt64(bytes.count) == next.offset && stamp == next.stamp
            && fields?.text(.processID) == next.fields?.text(.processID)
    }
}

extension UInt8 {
    fileprivate var lowercasedLetter: UInt8 { (0x41...0x5a).contains(self) ? self | 0x20 : self }
}

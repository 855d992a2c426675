import IndexModel

/// What a "no" needs to know of the whole catalog, so that nobody has to read it for that: a row of the database `schema`.
/// It is written in the transaction that changes an archive's entry (`WriteTransaction.changeCatalog`) or the inputs.
///
/// | field | form |
/// | --- | --- |
/// | version | one byte, 1 |
/// | archives | LEB128: how many there are, those that were forgotten not counted |
/// | first moment, last moment | each: 0, or 1 and 8 bytes |
/// | partial | LEB128 count, then the archives, ascending (8 bytes each) |
/// | unread inputs | LEB128: how many |
struct CoverageRow: Sendable, Equatable {
    static let key: [UInt8] = Array("coverage".utf8)
    private static let version: UInt8 = 1

    /// As in `Coverage`.
    private(set) var archives = 0
    private(set) var firstMoment: Int64?
    private(set) var lastMoment: Int64?
    private(set) var partial: [ArchiveID] = []
    var unreadInputs: Int

    /// That of a catalog without archives.
    init(unreadInputs: Int = 0) {
        self.unreadInputs = unreadInputs
    }

    /// Adds the next archive of the catalog; they come in ascending order.
    mutating func add(_ archive: ArchiveEntry) {
        archives += 1
        if !archive.isWhole { partial.append(archive.id) }
        if let first = archive.counts.firstMoment { firstMoment = min(first, firstMoment ?? first) }
        if let last = archive.counts.lastMoment { lastMoment = max(last, lastMoment ?? last) }
    }

    func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.fixed(CoverageRow.version)
        writer.varint(archives)
        writer.optional(firstMoment)
        writer.optional(lastMoment)
        writer.varint(partial.count)
        for archive in partial { writer.fixed(archive.value) }
        writer.varint(unreadInputs)
        return writer.bytes
    }

    init(decoding row: Span<UInt8>) throws(ByteReader.Damaged) {
        var reader = ByteReader(row)
        guard try reader.fixed(UInt8.self) == CoverageRow.version else { throw ByteReader.Damaged() }
        archives = try reader.count()
        firstMoment = try reader.optional()
        lastMoment = try reader.optional()
        for _ in 0..<(try reader.count()) {
            let archive = ArchiveID(try reader.fixed())
            guard partial.last.map({ $0 < archive }) ?? true else { throw ByteReader.Damaged() }
            partial.append(archive)
        }
        unreadInputs = try reader.count()
        guard reader.isAtEnd else { throw ByteReader.Damaged() }
    }
}

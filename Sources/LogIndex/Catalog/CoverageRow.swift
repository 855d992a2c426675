/// What a "no" needs to know of the whole catalog, so that nobody has to read it for that: a row of the database `schema`.
/// It is written in the transaction that changes an archive's entry (`WriteTransaction.changeCatalog`).
///
/// | field | form |
/// | --- | --- |
/// | version | one byte, 1 |
/// | first moment, last moment | each: 0, or 1 and 8 bytes |
/// | partial, missing | each: LEB128 count, then the archives, ascending (4 bytes each) |
struct CoverageRow: Sendable, Equatable {
    static let key: [UInt8] = Array("coverage".utf8)
    private static let version: UInt8 = 1

    /// As in `Coverage`.
    private(set) var firstMoment: Int64?
    private(set) var lastMoment: Int64?
    private(set) var partial: [ArchiveID] = []
    private(set) var missing: [ArchiveID] = []

    /// That of a catalog without archives.
    init() {}

    /// Adds the next archive of the catalog; they come in ascending order.
    mutating func add(_ archive: ArchiveEntry) {
        if archive.problem != nil {
            partial.append(archive.id)
        } else if !archive.isPresent {
            missing.append(archive.id)
        } else {
            if let first = archive.counts.firstMoment { firstMoment = min(first, firstMoment ?? first) }
            if let last = archive.counts.lastMoment { lastMoment = max(last, lastMoment ?? last) }
        }
    }

    func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.fixed(CoverageRow.version)
        for moment in [firstMoment, lastMoment] {
            writer.fixed(UInt8(moment == nil ? 0 : 1))
            if let moment { writer.fixed(moment) }
        }
        for archives in [partial, missing] {
            writer.varint(archives.count)
            for archive in archives { writer.fixed(archive.value) }
        }
        return writer.bytes
    }

    init(decoding row: Span<UInt8>) throws(ByteReader.Damaged) {
        var reader = ByteReader(row)
        guard try reader.fixed(UInt8.self) == CoverageRow.version else { throw ByteReader.Damaged() }
        firstMoment = try reader.flag() ? try reader.fixed() : nil
        lastMoment = try reader.flag() ? try reader.fixed() : nil
        partial = try CoverageRow.archives(&reader)
        missing = try CoverageRow.archives(&reader)
        guard reader.isAtEnd else { throw ByteReader.Damaged() }
    }

    private static func archives(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> [ArchiveID] {
        var archives: [ArchiveID] = []
        for _ in 0..<(try reader.count()) {
            let archive = ArchiveID(try reader.fixed())
            guard archives.last.map({ $0 < archive }) ?? true else { throw ByteReader.Damaged() }
            archives.append(archive)
        }
        return archives
    }
}

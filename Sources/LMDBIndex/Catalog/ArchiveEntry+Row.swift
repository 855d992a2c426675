import Archives
import IndexModel

/// The row of the database `archives`, under the archive's number (8 bytes, big-endian).
///
/// | field | form |
/// | --- | --- |
/// | version | one byte, 1; 0 for an archive that was forgotten, and nothing follows |
/// | head, content, rest | each a fingerprint: digest (upper and lower half, 8 bytes each), length (LEB128) |
/// | resume offset, indexed length | LEB128 |
/// | unfinished | one byte, 0 or 1 |
/// | records, oversized records | LEB128 |
/// | families that it was indexed with | LEB128 count, then each: number (one byte), keys found (LEB128) |
/// | first moment, last moment | each: 0, or 1 and 8 bytes |
/// | layout | 0, or 1 and name (counted bytes), records, fitting (LEB128) |
/// | container | 0, or 1 and the archive (8 bytes) |
/// | locations | LEB128 count, then each: host, path (counted bytes), codec (one byte), size (LEB128), modification and change time (8 bytes each), inode, device (LEB128), present (one byte), length (LEB128), end (a fingerprint), frames (8 bytes), problem: 0, or 1 and kind (one byte), offset (LEB128), text (counted bytes) |
extension ArchiveEntry {
    private static let version: UInt8 = 1

    /// The row of an archive that was forgotten. It stays as long as a run names the archive, so that a row that is not
    /// there at all is known for damage.
    static let forgottenRow: [UInt8] = [0]

    func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.fixed(ArchiveEntry.version)
        for fingerprint in [head, content.leaves.digest, content.rest] { fingerprint.encode(into: &writer) }
        writer.varint(resumeOffset)
        writer.varint(indexedLength)
        writer.fixed(UInt8(isUnfinished ? 1 : 0))
        counts.encode(into: &writer)
        writer.fixed(UInt8(layout == nil ? 0 : 1))
        if let layout {
            writer.counted(Array(layout.name.utf8))
            writer.varint(layout.records)
            writer.varint(layout.fitting)
        }
        writer.fixed(UInt8(container == nil ? 0 : 1))
        if let container { writer.fixed(container.value) }
        writer.varint(locations.count)
        for location in locations { location.encode(into: &writer) }
        return writer.bytes
    }

    /// Nil for an archive that was forgotten.
    init?(id: ArchiveID, decoding row: Span<UInt8>) throws(ByteReader.Damaged) {
        var reader = ByteReader(row)
        let version = try reader.fixed(UInt8.self)
        if version == 0, reader.isAtEnd { return nil }
        guard version == ArchiveEntry.version else { throw ByteReader.Damaged() }
        self.init(id: id, locations: [], head: try reader.fingerprint())
        content = HashedContent(leaves: LeafChain(try reader.fingerprint()), rest: try reader.fingerprint())
        resumeOffset = try reader.varint()
        indexedLength = try reader.varint()
        isUnfinished = try reader.flag()
        counts = try ArchiveCounts(&reader)
        layout = try reader.flag() ? try reader.layout() : nil
        container = try reader.flag() ? ArchiveID(try reader.fixed()) : nil
        for _ in 0..<(try reader.count()) { locations.append(try ArchiveLocation(&reader)) }
        guard reader.isAtEnd else { throw ByteReader.Damaged() }
    }

    /// Reads of a row only what `CatalogLocation` has, and calls `body` with each location; none where the archive was
    /// forgotten.
    static func forEachLocation(
        decoding row: Span<UInt8>, _ body: (CatalogLocation) -> Void
    ) throws(ByteReader.Damaged) {
        var reader = ByteReader(row)
        let version = try reader.fixed(UInt8.self)
        if version == 0, reader.isAtEnd { return }
        guard version == ArchiveEntry.version else { throw ByteReader.Damaged() }
        for _ in 0..<3 { try reader.passFingerprint() }
        for _ in 0..<2 { _ = try reader.varint() }
        let isUnfinished = try reader.flag()
        let hasRecordsCut = try reader.passCounts()
        if try reader.flag() {
            _ = try reader.countedRange()
            for _ in 0..<2 { _ = try reader.varint() }
        }
        if try reader.flag() { try reader.skip(8) }
        for _ in 0..<(try reader.count()) {
            _ = try reader.countedRange()
            let path = try reader.countedRange()
            var location = CatalogLocation(path: row.extracting(path))
            try location.decodeRest(&reader)
            location.isWhole = location.isWhole && !isUnfinished && !hasRecordsCut
            body(location)
        }
        guard reader.isAtEnd else { throw ByteReader.Damaged() }
    }
}

extension CatalogLocation {
    /// What stands behind the path.
    fileprivate mutating func decodeRest(_ reader: inout ByteReader) throws(ByteReader.Damaged) {
        try reader.skip(1)
        size = try reader.varint()
        modificationTime = try reader.fixed()
        changeTime = try reader.fixed()
        inode = try reader.varint()
        device = try reader.varint()
        isPresent = try reader.flag()
        _ = try reader.varint()
        try reader.passFingerprint()
        try reader.skip(8)
        guard try reader.flag() else { return }
        isWhole = false
        _ = try reader.problem()
    }
}

extension ArchiveCounts {
    fileprivate func encode(into writer: inout ByteWriter) {
        writer.varint(records)
        writer.varint(oversizedRecords)
        writer.varint(keys.count)
        for count in keys {
            writer.fixed(count.family.number)
            writer.varint(count.keys)
        }
        for moment in [firstMoment, lastMoment] { writer.optional(moment) }
    }

    fileprivate init(_ reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init()
        keys = []
        records = try reader.varint()
        oversizedRecords = try reader.varint()
        for _ in 0..<(try reader.count()) {
            let family = KeyFamily(number: try reader.fixed())
            keys.append(FamilyCount(family: family, keys: try reader.varint()))
        }
        firstMoment = try reader.optional()
        lastMoment = try reader.optional()
    }
}

extension ArchiveLocation {
    fileprivate func encode(into writer: inout ByteWriter) {
        writer.counted(host)
        writer.counted(path)
        writer.fixed(codec)
        writer.varint(size)
        writer.fixed(modificationTime)
        writer.fixed(changeTime)
        writer.varint(inode)
        writer.varint(device)
        writer.fixed(UInt8(isPresent ? 1 : 0))
        writer.varint(length)
        end.encode(into: &writer)
        writer.fixed(frames.value)
        writer.fixed(UInt8(problem == nil ? 0 : 1))
        if let problem {
            writer.fixed(problem.kind.rawValue)
            writer.varint(problem.offset)
            writer.counted(Array(problem.text.utf8))
        }
    }

    fileprivate init(_ reader: inout ByteReader) throws(ByteReader.Damaged) {
        let host = try reader.countedBytes()
        self.init(
            path: try reader.countedBytes(), codec: try reader.fixed(), size: try reader.varint(),
            modificationTime: try reader.fixed(), changeTime: try reader.fixed(), inode: try reader.varint(),
            device: try reader.varint(), isPresent: try reader.flag(), frames: FrameSetID(0))
        self.host = host
        length = try reader.varint()
        end = try reader.fingerprint()
        frames = FrameSetID(try reader.fixed())
        problem = try reader.flag() ? try reader.problem() : nil
    }
}

extension Fingerprint {
    fileprivate func encode(into writer: inout ByteWriter) {
        writer.fixed(high)
        writer.fixed(low)
        writer.varint(length)
    }
}

extension ByteReader {
    fileprivate mutating func fingerprint() throws(Damaged) -> Fingerprint {
        Fingerprint(high: try fixed(), low: try fixed(), length: try varint())
    }

    fileprivate mutating func passFingerprint() throws(Damaged) {
        try skip(16)
        _ = try varint()
    }

    /// Passes over what was counted; tells whether records were cut.
    fileprivate mutating func passCounts() throws(Damaged) -> Bool {
        _ = try varint()
        let oversizedRecords = try varint()
        for _ in 0..<(try count()) {
            try skip(1)
            _ = try varint()
        }
        for _ in 0..<2 where try flag() { try skip(8) }
        return oversizedRecords > 0
    }

    fileprivate mutating func layout() throws(Damaged) -> ArchiveLayout {
        ArchiveLayout(name: try text(), records: try varint(), fitting: try varint())
    }

    fileprivate mutating func problem() throws(Damaged) -> ArchiveProblem {
        guard let kind = ArchiveProblem.Kind(rawValue: try fixed()) else { throw Damaged() }
        return ArchiveProblem(kind: kind, offset: try varint(), text: try text())
    }
}

/// The row of the database `archives`, under the archive's number (4 bytes, big-endian).
///
/// | field | form |
/// | --- | --- |
/// | version | one byte, 3 |
/// | head, content, rest | each a print: digest (upper and lower half, 8 bytes each), length (LEB128) |
/// | resume offset, indexed length | LEB128 |
/// | records, direct keys, pivoted keys, oversized records | LEB128 |
/// | first moment, last moment | each: 0, or 1 and 8 bytes |
/// | layout | 0, or 1 and name (counted bytes), records, fitting (LEB128) |
/// | problem | 0, or 1 and kind (one byte), offset (LEB128), text (counted bytes) |
/// | container | 0, or 1 and the archive (4 bytes) |
/// | locations | LEB128 count, then each: path (counted bytes), codec (one byte), size (LEB128), modification time (8 bytes), inode, device (LEB128), present (one byte), length (LEB128), end (a print), frames (4 bytes) |
extension ArchiveEntry {
    private static let version: UInt8 = 3

    func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.fixed(ArchiveEntry.version)
        for print in [head, content, rest] { print.encode(into: &writer) }
        for number in [
            resumeOffset, indexedLength, counts.records, counts.directKeys, counts.pivotedKeys, counts.oversizedRecords,
        ] {
            writer.varint(number)
        }
        for moment in [counts.firstMoment, counts.lastMoment] {
            writer.fixed(UInt8(moment == nil ? 0 : 1))
            if let moment { writer.fixed(moment) }
        }
        writer.fixed(UInt8(layout == nil ? 0 : 1))
        if let layout {
            writer.counted(Array(layout.name.utf8))
            writer.varint(layout.records)
            writer.varint(layout.fitting)
        }
        writer.fixed(UInt8(problem == nil ? 0 : 1))
        if let problem {
            writer.fixed(problem.kind.rawValue)
            writer.varint(problem.offset)
            writer.counted(Array(problem.text.utf8))
        }
        writer.fixed(UInt8(container == nil ? 0 : 1))
        if let container { writer.fixed(container.value) }
        writer.varint(locations.count)
        for location in locations { location.encode(into: &writer) }
        return writer.bytes
    }

    init(id: ArchiveID, decoding row: Span<UInt8>) throws(ByteReader.Damaged) {
        var reader = ByteReader(row)
        guard try reader.fixed(UInt8.self) == ArchiveEntry.version else { throw ByteReader.Damaged() }
        self.init(id: id, locations: [], head: try reader.print())
        content = try reader.print()
        rest = try reader.print()
        resumeOffset = try reader.varint()
        indexedLength = try reader.varint()
        counts.records = try reader.varint()
        counts.directKeys = try reader.varint()
        counts.pivotedKeys = try reader.varint()
        counts.oversizedRecords = try reader.varint()
        counts.firstMoment = try reader.flag() ? try reader.fixed(Int64.self) : nil
        counts.lastMoment = try reader.flag() ? try reader.fixed(Int64.self) : nil
        layout = try reader.flag() ? try reader.layout() : nil
        problem = try reader.flag() ? try reader.problem() : nil
        container = try reader.flag() ? ArchiveID(try reader.fixed()) : nil
        for _ in 0..<(try reader.count()) { locations.append(try ArchiveLocation(&reader)) }
        guard reader.isAtEnd else { throw ByteReader.Damaged() }
    }
}

extension ArchiveLocation {
    fileprivate func encode(into writer: inout ByteWriter) {
        writer.counted(Array(path.utf8))
        writer.fixed(codec)
        writer.varint(size)
        writer.fixed(modificationTime)
        writer.varint(inode)
        writer.varint(device)
        writer.fixed(UInt8(isPresent ? 1 : 0))
        writer.varint(length)
        end.encode(into: &writer)
        writer.fixed(frames.value)
    }

    fileprivate init(_ reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(
            path: try reader.text(), codec: try reader.fixed(), size: try reader.varint(),
            modificationTime: try reader.fixed(), inode: try reader.varint(), device: try reader.varint(),
            isPresent: try reader.flag(), frames: ArchiveID(0))
        length = try reader.varint()
        end = try reader.print()
        frames = ArchiveID(try reader.fixed())
    }
}

extension ContentPrint {
    fileprivate func encode(into writer: inout ByteWriter) {
        writer.fixed(high)
        writer.fixed(low)
        writer.varint(length)
    }
}

extension ByteReader {
    fileprivate mutating func print() throws(Damaged) -> ContentPrint {
        ContentPrint(high: try fixed(), low: try fixed(), length: try varint())
    }

    fileprivate mutating func layout() throws(Damaged) -> ArchiveLayout {
        ArchiveLayout(name: try text(), records: try varint(), fitting: try varint())
    }

    fileprivate mutating func problem() throws(Damaged) -> ArchiveProblem {
        guard let kind = ArchiveProblem.Kind(rawValue: try fixed()) else { throw Damaged() }
        return ArchiveProblem(kind: kind, offset: try varint(), text: try text())
    }
}

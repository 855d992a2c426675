import IndexModel

/// A row of the database `schema`; the unread inputs themselves are rows of the database `inputs`.
///
/// | field | form |
/// | --- | --- |
/// | version | one byte, 1 |
/// | roots | LEB128 count, then each: counted bytes |
/// | exclusions | LEB128 count, then each: counted bytes |
/// | unread | LEB128: how many rows the database `inputs` has |
extension IndexInputs {
    static let key: [UInt8] = Array("inputs".utf8)
    private static let version: UInt8 = 1

    func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.fixed(IndexInputs.version)
        for list in [roots, exclusions] {
            writer.varint(list.count)
            for text in list { writer.counted(text) }
        }
        writer.varint(unread.count)
        return writer.bytes
    }

    /// - Parameter unread: the rows of the database `inputs`, all of them.
    init(decoding row: Span<UInt8>, _ unread: [UnreadInput]) throws(ByteReader.Damaged) {
        var reader = ByteReader(row)
        guard try reader.fixed(UInt8.self) == IndexInputs.version else { throw ByteReader.Damaged() }
        let roots = try IndexInputs.list(&reader)
        let exclusions = try IndexInputs.list(&reader)
        guard try reader.count() == unread.count, reader.isAtEnd else { throw ByteReader.Damaged() }
        self.init(roots: roots, exclusions: exclusions, unread: unread)
    }

    private static func list(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> [[UInt8]] {
        var list: [[UInt8]] = []
        for _ in 0..<(try reader.count()) { list.append(try reader.countedBytes()) }
        return list
    }
}

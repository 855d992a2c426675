/// A file or directory that an index run was to cover and that is not in the index: the database `inputs`.
///
/// The key is a number (8 bytes, big-endian), by which those that may be logs come before those that are none. The value:
///
/// | field | form |
/// | --- | --- |
/// | version | one byte, 1 |
/// | kind | one byte |
/// | path | counted bytes |
/// | reason | counted bytes |
/// | size | LEB128 |
/// | modification and change time | 8 bytes each |
/// | inode, device | LEB128 |
public struct UnreadInput: Sendable, Equatable {
    public enum Kind: UInt8, Sendable {
        /// It may hold records, and they are not in the index.
        case unread = 0
        /// It was looked at and is no log.
        case notALog = 1
    }

    public var kind: Kind
    /// The absolute path.
    public var path: [UInt8]
    /// Why it is not indexed, for people.
    public var reason: String
    /// Its status when it was looked at, as in an `ArchiveLocation`; all 0 where it could not be had.
    public var size: UInt64 = 0
    public var modificationTime: Int64 = 0
    public var changeTime: Int64 = 0
    public var inode: UInt64 = 0
    public var device: UInt64 = 0

    private static let version: UInt8 = 1

    public init(_ kind: Kind, path: [UInt8], reason: String) {
        self.kind = kind
        self.path = path
        self.reason = reason
    }

    func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.fixed(UnreadInput.version)
        writer.fixed(kind.rawValue)
        writer.counted(path)
        writer.counted(Array(reason.utf8))
        writer.varint(size)
        writer.fixed(modificationTime)
        writer.fixed(changeTime)
        writer.varint(inode)
        writer.varint(device)
        return writer.bytes
    }

    init(decoding row: Span<UInt8>) throws(ByteReader.Damaged) {
        var reader = ByteReader(row)
        guard try reader.fixed(UInt8.self) == UnreadInput.version, let kind = Kind(rawValue: try reader.fixed()) else {
            throw ByteReader.Damaged()
        }
        self.init(kind, path: try reader.countedBytes(), reason: try reader.text())
        size = try reader.varint()
        modificationTime = try reader.fixed()
        changeTime = try reader.fixed()
        inode = try reader.varint()
        device = try reader.varint()
        guard reader.isAtEnd else { throw ByteReader.Damaged() }
    }
}

/// What index runs were asked to cover: a row of the database `schema`, and the database `inputs`.
///
/// | field of the row | form |
/// | --- | --- |
/// | version | one byte, 1 |
/// | roots | LEB128 count, then each: counted bytes |
/// | exclusions | LEB128 count, then each: counted bytes |
/// | unread | LEB128: how many rows the database `inputs` has |
public struct IndexInputs: Sendable, Equatable {
    /// The paths that the last run was given: files, or directories that were walked. Absolute.
    public var roots: [[UInt8]] = []
    /// The patterns of names that it left out.
    public var exclusions: [[UInt8]] = []
    /// What is not in the index: what may be a log first, then in the order of the paths.
    public private(set) var unread: [UnreadInput] = []

    static let key: [UInt8] = Array("inputs".utf8)
    private static let version: UInt8 = 1

    public init() {}

    public init(roots: [[UInt8]], exclusions: [[UInt8]], unread: [UnreadInput]) {
        self.roots = roots
        self.exclusions = exclusions
        self.unread = unread.sorted { left, right in
            left.kind == right.kind
                ? left.path.lexicographicallyPrecedes(right.path) : left.kind.rawValue < right.kind.rawValue
        }
    }

    /// How many of the unread inputs may hold records.
    public var unreadCount: Int { unread.prefix { $0.kind == .unread }.count }

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
        roots = try IndexInputs.list(&reader)
        exclusions = try IndexInputs.list(&reader)
        guard try reader.count() == unread.count, reader.isAtEnd else { throw ByteReader.Damaged() }
        self.unread = unread
    }

    private static func list(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> [[UInt8]] {
        var list: [[UInt8]] = []
        for _ in 0..<(try reader.count()) { list.append(try reader.countedBytes()) }
        return list
    }
}

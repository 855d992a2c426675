public import ByteScanning
import LMDB
public import SystemPackage

/// An index opened for writing, by one process at a time. Readers go on meanwhile and see what was published last.
///
/// A batch stages what it has, in as many transactions as it takes: `stage(_:)` for postings, `stage(_:of:)` for
/// frames. `publish(_:_:)` makes it all visible in one small transaction; whatever was staged and not published is swept
/// away when the index is opened for writing again.
public struct IndexWriter: ~Copyable {
    let environment: Environment
    let databases: IndexDatabases
    let directory: FilePath
    var schema: Schema
    private let lock: WriterLock

    /// Opens the index in `directory`, making the directory (0700) and the index when there is none.
    ///
    /// - Parameter onWait: called once when another writer is at work, before waiting for it.
    /// - Throws: `IndexError`: foreign, damaged, unsuitable, refused.
    public init(_ directory: FilePath, onWait: () -> Void = {}) throws(IndexError) {
        try IndexWriter.prepare(directory)
        let lock = try IndexWriter.lock(directory, onWait: onWait)
        let environment = try attributing("the file", of: directory) {
            try Environment(directory: directory, options: .init(maxDatabases: 8, mapSize: IndexWriter.smallestMap))
        }
        let databases = try attributing("the list of databases", of: directory) {
            try IndexDatabases(creatingIn: environment)
        }
        let schema = try IndexWriter.schema(in: environment, databases, directory)
        try attributing("the list of runs", of: directory) {
            try IndexWriter.sweep(environment, databases, schema)
        }
        self.environment = environment
        self.databases = databases
        self.directory = directory
        self.schema = schema
        self.lock = lock
    }

    /// The address space that the file starts with; it grows before it is needed.
    private static let smallestMap = 1 << 30

    /// The hash that the index's keys are filed under.
    public var hasher: KeyHasher { schema.hasher }
    /// A granule is 2^shift decoded bytes.
    public var granuleShift: Int { schema.granuleShift }

    /// The index as it was published last.
    public func snapshot() throws(IndexError) -> Snapshot {
        let transaction = try attributing("the file", of: directory) { try environment.beginRead() }
        return try Snapshot(transaction, databases, directory)
    }

    /// The bytes that the index takes on disk.
    public func byteCount() throws(IndexError) -> Int {
        try attributing("the file", of: directory) { try environment.statistics.usedBytes }
    }

    /// The number of the next archive that is new. Whoever gives numbers moves it on; it is stored when something is
    /// published.
    public var nextArchive: ArchiveID {
        get { ArchiveID(schema.nextArchive) }
        set { schema.nextArchive = newValue.value }
    }

    private static func prepare(_ directory: FilePath) throws(IndexError) {
        try attributing("the directory", of: directory) {
            try Environment.makeDirectory(directory)
            guard try !Environment.isOnNetworkFileSystem(directory) else {
                throw IndexError(
                    .unsuitable, "the directory is on a network file system, where the index would be damaged",
                    remedy: "choose one on a local disk with --index or MTATRAIL_INDEX", directory: directory)
            }
        }
    }

    private static func lock(_ directory: FilePath, onWait: () -> Void) throws(IndexError) -> WriterLock {
        do {
            return try WriterLock(in: directory, onWait: onWait)
        } catch {
            throw IndexError(
                .refused, "cannot lock \(WriterLock.fileName): \(error)",
                remedy: "check who owns the directory", directory: directory)
        }
    }

    /// The schema that is there, or a new one with a seed of its own.
    private static func schema(
        in environment: borrowing Environment, _ databases: IndexDatabases, _ directory: FilePath
    ) throws(IndexError) -> Schema {
        try attributing("the schema", of: directory) {
            let key = Schema.key
            var transaction = try environment.beginWrite()
            if try transaction.get(key.span, in: databases.schema) != nil {
                transaction.abort()
                return try Schema.read(in: try environment.beginRead(), databases, directory)
            }
            let schema = Schema(hashSeed: .random(in: .min ... .max))
            try transaction.put(key.span, schema.encoded().span, in: databases.schema)
            try transaction.commit()
            return schema
        }
    }
}

public import ByteScanning
public import IndexModel
import LMDB
public import SystemPackage

/// An index opened for writing, by one process at a time. Readers go on meanwhile and see what was published last.
///
/// A batch stages what it has: `stage(_:)` for postings, `stage(_:of:)` for frames. What is much is stored at once, in as
/// many transactions as it takes. `publish(_:_:)` stores the rest and makes all visible in one transaction; whatever was staged and not published is swept
/// away when the index is opened for writing again. `mergeRuns()` keeps the runs few.
public struct IndexWriter: IndexWriting, Sendable, ~Copyable {
    let environment: Environment
    let databases: IndexDatabases
    let directory: FilePath
    var schema: Schema
    /// Whether anything was published since it was opened.
    var hasPublished = false
    /// Staged, and stored with the next transaction.
    var pending = PendingWrites()
    let lock: WriterLock

    /// Opens the index in `directory`, making the directory (0700) and the index when there is none.
    ///
    /// - Parameters:
    ///   - waiting: whether to wait for another writer; otherwise it is an error.
    ///   - onWait: called once when another writer is at work, before waiting for it, with the number of its process
    ///     where that is known.
    /// - Throws: `IndexError`: foreign, damaged, unsuitable, refused.
    public init(
        _ directory: FilePath, waiting: Bool = true, onWait: (Int32?) -> Void = { _ in }
    ) throws(IndexError) {
        try self.init(directory, mapSize: IndexWriter.smallestMap, waiting: waiting, onWait: onWait)
    }

    /// - Parameter mapSize: the address space that the file starts with; it grows when it is full.
    init(_ directory: FilePath, mapSize: Int, waiting: Bool, onWait: (Int32?) -> Void) throws(IndexError) {
        try IndexWriter.prepare(directory)
        try IndexReader.refuseForeign(directory)
        let lock = try IndexWriter.lock(directory, waiting, onWait)
        let environment = try attributing("the file", of: directory) {
            let files = try EnvironmentFiles(directory)
            try files.requireSafety(forWriting: true)
            try files.removeUnborn()
            return try Environment(
                files: files,
                options: .init(
                    maxDatabases: 8, mapSize: mapSize, maxReaders: IndexReader.mostReaders,
                    faults: IndexFaults.lastWords(on: directory)))
        }
        let databases = try IndexWriter.databases(in: environment, directory)
        lock.markIndex()
        let schema = try attributing("the file", of: directory) {
            // Of readers that were killed, so that the pages that they saw are used again.
            try environment.clearStaleReaders()
            return try Schema.read(in: try environment.beginRead(), databases, directory)
        }
        try attributing("the list of runs", of: directory) {
            try Environment.remove(IndexWriter.compactionDirectory(in: directory))
            try IndexWriter.sweep(environment, databases, directory)
        }
        self.environment = environment
        self.databases = databases
        self.directory = directory
        self.schema = schema
        self.lock = lock
    }

    private static let smallestMap = 1 << 30

    /// The hash that the index's keys are filed under.
    public var hasher: KeyHasher { schema.hasher }
    /// A granule is 2^shift decoded bytes.
    public var granuleShift: Int { schema.granuleShift }
    /// So many ordinals a run has.
    public static var granuleLimit: Int { Posting.granuleLimit }

    public static func postingCount(of run: StagedRun) -> Int { run.postingCount }

    /// The index as it was published last.
    public func snapshot() throws(IndexError) -> Snapshot {
        let transaction = try attributing("the file", of: directory) { try environment.beginRead() }
        return try Snapshot(transaction, databases, directory)
    }

    public func storage() throws(IndexError) -> IndexStorage {
        try IndexStorage(environment, snapshot(), directory)
    }

    /// The next number is stored when something is published; until then nothing names the numbers.
    public mutating func drawNumbers(_ count: Int) -> ArchiveID {
        defer { schema.nextArchive += UInt64(count) }
        return ArchiveID(schema.nextArchive)
    }

    public mutating func returnNumbers(from first: ArchiveID) {
        schema.nextArchive = first.value
    }

    private static func prepare(_ directory: FilePath) throws(IndexError) {
        try attributing("the directory", of: directory) {
            try Environment.makeDirectory(directory)
            try EnvironmentFiles(directory).requireSafety(forWriting: true)
            guard try !Environment.isOnNetworkFileSystem(directory) else {
                throw IndexError(
                    .unsuitable, "the directory is on a network file system, where the index would be damaged",
                    remedy: .chooseLocal, directory: directory)
            }
        }
    }

    private static func lock(
        _ directory: FilePath, _ waiting: Bool, _ onWait: (Int32?) -> Void
    ) throws(IndexError) -> WriterLock {
        do {
            return try WriterLock(in: directory, waiting: waiting, onWait: onWait)
        } catch let taken as WriterLock.Taken {
            throw IndexError(
                .refused, "\(taken.holder.map { "process \($0)" } ?? "another process") is writing it",
                remedy: "try again when it has ended", directory: directory)
        } catch {
            throw IndexError(
                .refused, "cannot lock \(WriterLock.fileName): \(error)",
                remedy: "check who owns the directory and the file, and their permissions", directory: directory)
        }
    }

    /// The databases that are there; in a new file they are made, with a seed of its own.
    private static func databases(
        in environment: borrowing Environment, _ directory: FilePath
    ) throws(IndexError) -> IndexDatabases {
        try attributing("the list of databases", of: directory) {
            if let databases = try IndexDatabases(openingIn: environment) { return databases }
            guard try environment.statistics.entries == 0 else { throw IndexError.foreign(directory) }
            guard !WriterLock.marksIndex(in: directory) else { throw IndexError.lost(directory) }
            return try IndexDatabases(creatingIn: environment, Schema(hashSeed: .random(in: .min ... .max)))
        }
    }
}

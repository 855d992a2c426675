public import IndexModel
import LMDB
public import SystemPackage

/// An index opened for reading: never waits for a writer, never holds one up.
public struct IndexReader: IndexReading, ~Copyable {
    private let environment: Environment
    private let databases: IndexDatabases
    private let directory: FilePath

    /// Lookups that may read at the same time, and slots that killed ones may leave before they are cleared.
    static let mostReaders = 2048

    /// Opens the index in `directory`.
    ///
    /// - Throws: `IndexError`: missing, foreign, refused.
    public init(_ directory: FilePath) throws(IndexError) {
        let environment = try IndexReader.open(directory)
        let databases = try IndexReader.databases(in: environment, directory)
        self.environment = environment
        self.databases = databases
        self.directory = directory
    }

    private static func open(_ directory: FilePath) throws(IndexError) -> Environment {
        do {
            let files = try EnvironmentFiles(directory)
            try files.requireSafety(forWriting: false)
            guard try files.holdsData() else { throw missing(directory) }
            return try Environment(
                files: files,
                options: .init(
                    readOnly: true, maxDatabases: 8, noReadAhead: true, maxReaders: IndexReader.mostReaders,
                    faults: IndexFaults.lastWords(on: directory)))
        } catch let error as LMDBError where error.isMissing {
            throw missing(directory)
        } catch let error as LMDBError {
            throw IndexError(error, directory)
        } catch {
            throw error as? IndexError ?? .damaged("the file", directory)
        }
    }

    private static func databases(
        in environment: borrowing Environment, _ directory: FilePath
    ) throws(IndexError) -> IndexDatabases {
        try attributing("the list of databases", of: directory) {
            if let databases = try IndexDatabases(openingIn: environment) { return databases }
            guard try environment.statistics.entries == 0 else { throw IndexError.foreign(directory) }
            throw WriterLock.marksIndex(in: directory) ? IndexError.lost(directory) : missing(directory)
        }
    }

    /// Looks whether the directory holds something else than an index, which nobody must write into: another program's
    /// LMDB file, or an index of another version.
    ///
    /// - Throws: `IndexError` where it does, or cannot be read.
    static func refuseForeign(_ directory: FilePath) throws(IndexError) {
        do {
            let reader = try IndexReader(directory)
            let transaction = try attributing("the file", of: directory) { try reader.environment.beginRead() }
            _ = try Schema.read(in: transaction, reader.databases, directory)
        } catch  where error.kind == .missing {
            // Nothing is there yet.
        }
    }

    /// The index as it is now.
    public func snapshot() throws(IndexError) -> Snapshot {
        let transaction = try attributing("the file", of: directory) { try environment.beginRead() }
        return try Snapshot(transaction, databases, directory)
    }

    public func storage() throws(IndexError) -> IndexStorage {
        try IndexStorage(environment, snapshot(), directory)
    }

    private static func missing(_ directory: FilePath) -> IndexError {
        IndexError(
            .missing, "there is no index here",
            remedy: .makeOrName, directory: directory)
    }
}

public import IndexModel
import LMDB
import SystemPackage
import Threads

/// The directory of the copy that this process is writing.
private let compaction = Mutex<FilePath?>(nil)

extension IndexWriter {
    static let compactionName = "compacting"

    static func compactionDirectory(in directory: FilePath) -> FilePath {
        directory.appending(compactionName)
    }

    /// Writes the file anew without the pages that are free in it, and puts it into the place of the old one: the last thing
    /// that a writer does. Readers that have the old file open keep it; the new one has its mode, owner and group.
    ///
    /// A kill leaves the old file or the new one. Needs room on the disk for both. O(index).
    ///
    /// - Throws: `IndexError`: a disk that is full; the old file is then still there.
    public consuming func compact() throws(IndexError) -> IndexStorage {
        let directory = directory
        let copy = IndexWriter.compactionDirectory(in: directory)
        return try attributing("the file", of: directory) {
            // A process that opened the old file reads what one of the last two transactions left. Now it is the same.
            for _ in 0..<2 { try rewriteSchema() }
            try Environment.remove(copy)
            try compaction.withLock { begun in
                try Environment.makeDirectory(copy)
                begun = copy
            }
            try environment.copy(to: copy, compacting: true)
            let storage = try IndexWriter.catchUp(copy, with: environment.statistics.lastTransaction, directory)
            try compaction.withLock { begun in
                try Environment.replaceData(in: directory, by: copy)
                try Environment.remove(copy)
                begun = nil
            }
            return storage
        }
    }

    /// Removes the copy that a compaction of this process is writing, if there is one, and calls `end`, which must end the
    /// process: until then no compaction begins or ends.
    public static func removeCompaction(andThen end: () -> Never) -> Never {
        compaction.withLock { begun -> Never in
            // Should it fail, the next writer removes it.
            if let copy = begun { try? Environment.remove(copy) }
            end()
        }
    }

    /// Does as many transactions in a copy as were done in its original, for the copy begins to count anew, and the lock
    /// file, which the readers of both share, goes on. The copy is on the disk then.
    private static func catchUp(
        _ copy: FilePath, with lastTransaction: Int, _ directory: FilePath
    ) throws -> IndexStorage {
        let environment = try Environment(directory: copy, options: .init(maxDatabases: 8, noSync: true, noLock: true))
        guard let databases = try IndexDatabases(openingIn: environment) else { throw ByteReader.Damaged() }
        while try environment.statistics.lastTransaction < lastTransaction {
            try transact(in: environment) { try $0.putAgain(Schema.key, in: databases.schema) }
        }
        try environment.sync()
        let snapshot = try Snapshot(try environment.beginRead(), databases, directory)
        return try IndexStorage(environment, snapshot, directory)
    }

    private func rewriteSchema() throws {
        try IndexWriter.transact(in: environment) { try $0.putAgain(Schema.key, in: databases.schema) }
    }
}

extension WriteTransaction {
    /// Stores what is stored already, so that there is something to be committed.
    fileprivate mutating func putAgain(_ key: [UInt8], in database: Database) throws {
        let value = try bytes(under: key, in: database)
        try put(key.span, value.span, in: database)
    }

    private borrowing func bytes(under key: [UInt8], in database: Database) throws -> [UInt8] {
        guard let value = try get(key.span, in: database) else { throw ByteReader.Damaged() }
        return value.indices.map { value[$0] }
    }
}

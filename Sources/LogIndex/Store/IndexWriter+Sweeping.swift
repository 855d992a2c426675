import LMDB

extension IndexWriter {
    /// Entries deleted in one transaction.
    private static let sweptAtOnce = 100_000

    /// Deletes what a batch that was killed had staged: postings of runs that were never published, frames of
    /// archives that are not in the catalog. O(runs) when there is nothing to do.
    static func sweep(_ environment: borrowing Environment, _ databases: IndexDatabases, _ schema: Schema) throws {
        while let run = try firstUnpublishedRun(environment, databases) {
            let start = PostingKey.prefix(ofRun: run)
            let end = PostingKey.prefix(ofRun: run + 1)
            try delete(from: start, below: end, of: databases.postings, in: environment)
        }
        let start = Snapshot.key(ArchiveID(schema.nextArchive))
        try delete(from: start, below: nil, of: databases.frames, in: environment)
    }

    static func delete(
        from start: [UInt8], below end: [UInt8]?, of database: Database, in environment: borrowing Environment
    ) throws {
        var count = IndexWriter.sweptAtOnce
        while count == IndexWriter.sweptAtOnce {
            var transaction = try environment.beginWrite()
            count = try transaction.deleteRange(
                from: start.span, below: end?.span, limit: IndexWriter.sweptAtOnce, in: database)
            if count > 0 { try transaction.commit() } else { transaction.abort() }
        }
    }

    private static func firstUnpublishedRun(
        _ environment: borrowing Environment, _ databases: IndexDatabases
    ) throws -> UInt32? {
        let transaction = try environment.beginRead()
        var cursor = try transaction.cursor(in: databases.postings)
        var stands = try cursor.first()
        while stands {
            let run = try PostingKey.run(of: cursor.key)
            let key = PostingKey.prefix(ofRun: run)
            guard try transaction.get(key.span, in: databases.runs) != nil else { return run }
            let next = PostingKey.prefix(ofRun: run + 1)
            stands = try cursor.seek(atOrAfter: next.span)
        }
        return nil
    }
}

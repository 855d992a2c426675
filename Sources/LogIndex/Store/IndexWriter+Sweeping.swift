import LMDB
import SystemPackage

extension IndexWriter {
    /// Deletes what no reader can come to: postings of runs that were never published or that a merge has replaced, frames
    /// that no location of the catalog names, of files compressed anew or archives forgotten. In small steps, so that a
    /// kill loses nothing but the rest.
    ///
    /// Nothing may be staged that is yet to be published. O(runs + archives) when there is nothing to do.
    static func sweep(
        _ environment: borrowing Environment, _ databases: IndexDatabases, _ directory: FilePath
    ) throws {
        try sweep(databases.postings, in: environment) { transaction, run in
            try transaction.get(NumberKey.encoded(run).span, in: databases.runs) != nil
        }
        let hasFrames = try environment.beginRead().statistics(of: databases.frames).entries > 0
        guard hasFrames else { return }
        let catalog = try Snapshot(try environment.beginRead(), databases, directory).archives()
        let named = Set(catalog.flatMap(\.locations).map(\.frames.value))
        try sweep(databases.frames, in: environment) { _, number in named.contains(number) }
    }

    /// Deletes the entries whose keys begin with a number that nothing owns.
    private static func sweep(
        _ database: Database, in environment: borrowing Environment,
        keeping isOwned: (borrowing ReadTransaction, UInt32) throws -> Bool
    ) throws {
        var start: [UInt8] = [0]
        while let orphan = try environment.beginRead().firstOrphan(in: database, from: start, isOwned) {
            start = NumberKey.encoded(orphan)
            try delete(from: start, below: NumberKey.end(of: orphan), of: database, in: environment)
        }
    }
}

extension ReadTransaction {
    /// The first number that keys from `start` on begin with and that nothing owns.
    fileprivate borrowing func firstOrphan(
        in database: Database, from start: [UInt8], _ isOwned: (borrowing ReadTransaction, UInt32) throws -> Bool
    ) throws -> UInt32? {
        var cursor = try cursor(in: database)
        var stands = try cursor.seek(atOrAfter: start.span)
        while stands {
            let number = try NumberKey.leading(cursor.key)
            guard try isOwned(self, number) else { return number }
            guard let next = NumberKey.end(of: number) else { return nil }
            stands = try cursor.seek(atOrAfter: next.span)
        }
        return nil
    }
}

import IndexModel
import LMDB
import SystemPackage

extension IndexWriter {
    /// Deletes what no reader can come to: postings of runs that were never published or that a merge has replaced, frames
    /// that no location of the catalog names, of files compressed anew or archives forgotten, and the rows of forgotten
    /// archives that no run names any more. In small steps, so that a kill loses nothing but the rest.
    ///
    /// Nothing may be staged that is yet to be published. O(runs + archives) when there is nothing to do.
    static func sweep(
        _ environment: borrowing Environment, _ databases: IndexDatabases, _ directory: FilePath
    ) throws {
        try sweep(databases.postings, UInt32.self, in: environment) { transaction, run in
            try transaction.get(NumberKey.encoded(run).span, in: databases.runs) != nil
        }
        try sweepForgotten(environment, databases, directory)
        let hasFrames = try environment.beginRead().statistics(of: databases.frames).entries > 0
        guard hasFrames else { return }
        let catalog = try Snapshot(try environment.beginRead(), databases, directory).archives()
        let named = Set(catalog.flatMap(\.locations).map(\.frames.value))
        try sweep(databases.frames, UInt64.self, in: environment) { _, number in named.contains(number) }
    }

    /// Deletes the rows of forgotten archives that no run names.
    private static func sweepForgotten(
        _ environment: borrowing Environment, _ databases: IndexDatabases, _ directory: FilePath
    ) throws {
        let snapshot = try Snapshot(try environment.beginRead(), databases, directory)
        guard try snapshot.hasForgottenArchives() else { return }
        let forgotten = try snapshot.forgottenArchives()
        let named = snapshot.archivesNamedByRuns()
        let needless = forgotten.filter { !named.contains($0) }
        guard !needless.isEmpty else { return }
        try transact(in: environment) { transaction in
            for archive in needless {
                try transaction.delete(NumberKey.encoded(archive.value).span, in: databases.archives)
            }
        }
    }

    /// Deletes the entries whose keys begin with a number that nothing owns.
    private static func sweep<Number: FixedWidthInteger>(
        _ database: Database, _: Number.Type, in environment: borrowing Environment,
        keeping isOwned: (borrowing ReadTransaction, Number) throws -> Bool
    ) throws {
        while case let orphans = try environment.beginRead().orphans(in: database, isOwned), !orphans.isEmpty {
            try transact(in: environment) { transaction in
                var count = 0
                for number in orphans where count < deletedAtOnce {
                    let (start, end) = (NumberKey.encoded(number), NumberKey.end(of: number))
                    count += try transaction.deleteRange(
                        from: start.span, below: end?.span, limit: deletedAtOnce - count, in: database)
                }
            }
        }
    }
}

extension ReadTransaction {
    /// The numbers that keys begin with and that nothing owns. O(numbers).
    fileprivate borrowing func orphans<Number: FixedWidthInteger>(
        in database: Database, _ isOwned: (borrowing ReadTransaction, Number) throws -> Bool
    ) throws -> [Number] {
        var orphans: [Number] = []
        var cursor = try cursor(in: database)
        var stands = try cursor.first()
        while stands {
            let number: Number = try NumberKey.leading(cursor.key)
            if try !isOwned(self, number) { orphans.append(number) }
            guard let next = NumberKey.end(of: number) else { break }
            stands = try cursor.seek(atOrAfter: next.span)
        }
        return orphans
    }
}

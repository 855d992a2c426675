import IndexModel
import LMDB

/// The named databases of an index.
struct IndexDatabases: Sendable {
    let schema: Database
    let archives: Database
    let frames: Database
    let runs: Database
    let postings: Database
    let inputs: Database

    private static let names = ["schema", "archives", "frames", "runs", "postings", "inputs"]

    /// Opens those that exist; nil when the environment is not an index.
    init?(openingIn environment: borrowing Environment) throws(LMDBError) {
        var databases: [Database] = []
        for name in IndexDatabases.names {
            guard let database = try environment.openDatabase(name) else { return nil }
            databases.append(database)
        }
        self.init(databases)
    }

    /// Makes them, and with them the rows that say what they are and that there is no archive: all or nothing.
    init(creatingIn environment: borrowing Environment, _ newSchema: Schema) throws(LMDBError) {
        let databases = try environment.createDatabases(IndexDatabases.names) {
            (transaction, databases) throws(LMDBError) in
            try transaction.put(row: newSchema.encoded(), under: Schema.key, in: databases[0])
            try transaction.put(row: CoverageRow().encoded(), under: CoverageRow.key, in: databases[0])
            try transaction.put(row: IndexInputs().encoded(), under: IndexInputs.key, in: databases[0])
        }
        self.init(databases)
    }

    private init(_ databases: [Database]) {
        schema = databases[0]
        archives = databases[1]
        frames = databases[2]
        runs = databases[3]
        postings = databases[4]
        inputs = databases[5]
    }
}

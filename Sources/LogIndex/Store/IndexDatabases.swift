import LMDB

/// The named databases of an index.
struct IndexDatabases: Sendable {
    let schema: Database
    let archives: Database
    let frames: Database
    let runs: Database
    let postings: Database

    /// Opens those that exist; nil when the environment is not an index.
    init?(openingIn environment: borrowing Environment) throws(LMDBError) {
        guard let schema = try environment.openDatabase("schema"),
            let archives = try environment.openDatabase("archives"),
            let frames = try environment.openDatabase("frames"),
            let runs = try environment.openDatabase("runs"),
            let postings = try environment.openDatabase("postings")
        else { return nil }
        (self.schema, self.archives, self.frames, self.runs, self.postings) = (schema, archives, frames, runs, postings)
    }

    /// Opens them, making those that do not exist.
    init(creatingIn environment: borrowing Environment) throws(LMDBError) {
        archives = try environment.createDatabase("archives")
        frames = try environment.createDatabase("frames")
        runs = try environment.createDatabase("runs")
        postings = try environment.createDatabase("postings")
        schema = try environment.createDatabase("schema")
    }
}

/// The key of a bucket's postings: run (4 bytes), family (one byte), bucket (4 bytes), big-endian, so that a run is one
/// contiguous range.
struct PostingKey {
    let run: UInt32
    let family: KeyFamily
    let bucket: Int

    func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.bigEndian(run)
        writer.fixed(family.rawValue)
        writer.bigEndian(UInt32(bucket))
        return writer.bytes
    }

    /// A run's number as it begins a key.
    static func prefix(ofRun run: UInt32) -> [UInt8] {
        var writer = ByteWriter()
        writer.bigEndian(run)
        return writer.bytes
    }

    static func run(of key: Span<UInt8>) throws(ByteReader.Damaged) -> UInt32 {
        var reader = ByteReader(key)
        return try reader.bigEndian()
    }
}

import IndexModel
import Indexing
import LMDBIndex
import MTALog
import SystemPackage
import TestSupport
import Tracing

/// Indexes files, with chunks as small as they may be so that small logs have many; the runs are merged if so wished.
@discardableResult
func index(
    _ paths: [FilePath], in directory: FilePath, jobs: Int = 1, postingLimit: Int? = nil, merging: Bool = false
) throws -> IndexReport {
    var options = IndexOptions(jobs: jobs, chunkLength: 64 << 10)
    options.postingLimit = postingLimit
    options.isMerging = merging
    return try Indexer(LMDBStore(directory), options).run(paths)
}

/// An index opened to be asked for keys.
struct Questions: ~Copyable {
    private var lookup: Lookup<Snapshot>
    /// How many runs the index has.
    let runCount: Int

    init(_ directory: FilePath) throws {
        let reader = try IndexReader(directory)
        let snapshot = try reader.snapshot()
        let runs = try reader.storage().runs
        let lookup = try Lookup(snapshot)
        self.lookup = lookup
        runCount = runs
    }

    mutating func answer(
        _ key: [UInt8], kind: KeyKind? = nil, exact: Bool = false, in span: TimeSpan = .init()
    ) throws -> LookupAnswer {
        try lookup.records(of: try KeyPattern(key, kind: kind, exact: exact), in: span)
    }

    mutating func answer(_ key: String, exact: Bool = false) throws -> LookupAnswer {
        try answer(Array(key.utf8), exact: exact)
    }

    /// The bytes of a key's records; nothing when something could not be searched.
    mutating func records(_ key: [UInt8], exact: Bool = false) throws -> [[UInt8]]? {
        let answer = try answer(key, exact: exact)
        return answer.unread.isEmpty ? answer.records.map(\.bytes) : nil
    }
}

/// Writes the archives of a log into `directory` and gives their paths, in the order of time.
func writeArchives(_ log: RotatedLog, _ packaging: Packaging, in directory: FilePath) throws -> [FilePath] {
    try log.archives.indices.map { number in
        let name = "mail.log.\(100 + number)\(packaging.fileExtension)"
        let path = directory.appending(name)
        try write(packaging.pack(log.bytes(ofArchive: number)), to: path)
        return path
    }
}

/// A record as the tests of single records write it.
func line(
    _ time: String, _ action: String, file: String, id: String, day: String = "15-Jan-1998", end: String = "\n"
) -> [UInt8] {
    let envelope = "adam@hosta.sesta.com rfc822;user@some.org user@some.org"
    let start = "\(day) \(time) tcp_local    tcp_local    \(action) 3 \(envelope)"
    return Array("\(start) /q/tcp_local/\(file) <\(id)>\(end)".utf8)
}

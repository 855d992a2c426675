import Foundation
import IndexModel
import Indexing
import LMDBIndex
import MTALog
import SystemPackage
import TestSupport
import Tracing

/// A directory of logs with an index beside it.
struct Site {
    let logs: FilePath
    let index: FilePath

    /// Runs `body` with a site of its own.
    static func with<Result>(_ body: (Site) throws -> Result) throws -> Result {
        try withTemporaryDirectory { directory in
            let site = Site(logs: directory.appending("logs"), index: directory.appending("ix"))
            try FileManager.default.createDirectory(atPath: site.logs.string, withIntermediateDirectories: false)
            return try body(site)
        }
    }

    func path(_ name: String) -> FilePath { logs.appending(name) }

    func write(_ bytes: [UInt8], _ name: String) throws {
        try TestSupport.write(bytes, to: path(name))
    }

    func append(_ bytes: [UInt8], to name: String) throws {
        let handle = try FileHandle(forWritingTo: URL(filePath: path(name).string))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
    }

    func rename(_ old: String, _ new: String) throws {
        try FileManager.default.moveItem(atPath: path(old).string, toPath: path(new).string)
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: path(name).string)
    }

    func truncate(_ name: String, to size: Int) throws {
        let handle = try FileHandle(forWritingTo: URL(filePath: path(name).string))
        try handle.truncate(atOffset: UInt64(size))
        try handle.close()
    }

    /// Changes the time of a file and nothing else.
    func touch(_ name: String) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 884_000_000)], ofItemAtPath: path(name).string)
    }

    /// Makes a file anew with the same content and the same time.
    func putBack(_ name: String) throws {
        let arguments = ["-p", path(name).string, path("new").string]
        try Process.run(URL(filePath: "/bin/cp"), arguments: arguments).waitUntilExit()
        try remove(name)
        try rename("new", name)
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path(name).string, withDestinationPath: target)
    }

    /// Indexes the paths, all the logs when none are given.
    @discardableResult
    func run(_ paths: [FilePath]? = nil, jobs: Int = 2, postingLimit: Int? = nil, merging: Bool = true)
        throws -> IndexReport
    {
        var options = IndexOptions(jobs: jobs, chunkLength: 64 << 10)
        options.postingLimit = postingLimit
        options.isMerging = merging
        return try Indexer(LMDBStore(index), options).run(paths ?? [logs])
    }

    /// What a lookup of the key answers.
    func answer(_ key: String) throws -> LookupAnswer {
        let reader = try IndexReader(index)
        var lookup = try Lookup(try reader.snapshot())
        return try lookup.records(of: try KeyPattern(Array(key.utf8)))
    }

    /// The records of a key.
    func records(_ key: String) throws -> [[UInt8]] {
        try answer(key).records.map(\.bytes)
    }

    /// The names of the files that a lookup of the key could not search.
    func unread(_ key: String) throws -> [String] {
        try answer(key).unread.compactMap { $0.path.lastComponent?.string }
    }

    func catalog() throws -> [ArchiveEntry] {
        try IndexReader(index).snapshot().archives()
    }
}

/// A record with a queue file and a message-ID that the number makes its own.
func record(_ number: Int, end: String = "\n") -> [UInt8] {
    let text = String(number)
    let clock = "\(10 + number / 3600 % 10):\(10 + number / 60 % 50):\(10 + number % 50).00"
    return Array(
        """
        15-Jan-1998 \(clock) tcp_local    tcp_local    E 3 adam@sesta.com rfc822;user@some.org user@some.org \
        /q/tcp_local/ZZ01IS3D2\(text.count)\(text).00 <\(number)@sesta.com>\(end)
        """.utf8)
}

/// Records one behind the other.
func records(_ numbers: Range<Int>) -> [UInt8] {
    numbers.flatMap { record($0) }
}

extension ArchiveLocation {
    /// The path as text.
    var pathText: String { String(decoding: path, as: UTF8.self) }
}

import Foundation
import Indexing
import LMDBIndex
import SystemPackage
import TestSupport
import Testing
import Threads

/// Of very many archives in one run only those that are being read are held: a process may have hundreds of files open
/// and tens of thousands mapped.
@Suite struct ManyArchivesTests {
    private static let archives = 60
    /// Two threads have an archive each, with its packed file, and may look at either a second time.
    private static let few = archives / 4

    @Test(arguments: [Packaging.plain, .gzip5, .zstd1]) func indexedOnesAreClosed(_ packaging: Packaging) throws {
        try Site.with { site in
            for number in 0..<Self.archives { try site.write(packaging.pack(record(number)), "\(number).log") }
            #expect(try mostHeld(by: IndexOptions(jobs: 2), at: site) <= Self.few)
            for number in 0..<Self.archives { #expect(try site.records("<\(number)@sesta.com>") == [record(number)]) }
        }
    }

    @Test func packedOnesAreClosed() throws {
        try Site.with { site in
            for number in 0..<Self.archives { try site.write(record(number), "\(number).log") }
            var options = IndexOptions(jobs: 2)
            options.packing = PackOptions()
            #expect(try mostHeld(by: options, at: site) <= Self.few)
            for number in 0..<Self.archives {
                #expect(try site.records("<\(number)@sesta.com>") == [record(number)])
                #expect(FileManager.default.fileExists(atPath: site.path("\(number).log.zst").string))
            }
        }
    }

    /// Indexes all the logs; the most of them that were seen to be open or mapped at a time.
    private func mostHeld(by options: IndexOptions, at site: Site) throws -> Int {
        let most = Mutex(0)
        let report = try Indexer(
            LMDBStore(site.index), options,
            onProgress: { _ in
                let held = held(below: site.logs)
                most.withLock { $0 = max($0, held) }
            }
        ).run([site.logs])
        #expect(report.indexedArchives == Self.archives && report.skipped.isEmpty)
        return most.withLock(\.self)
    }

    /// How many files below a directory this process has open or mapped.
    private func held(below directory: FilePath) -> Int {
        let name = directory.removingLastComponent().lastComponent?.string ?? ""
        // The system gives it a page at a time.
        let maps = FileHandle(forReadingAtPath: "/proc/self/maps")?.readDataToEndOfFile() ?? Data()
        let mapped = String(decoding: maps, as: UTF8.self)
        let open = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? [])
            .compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)") }
        return mapped.split(separator: "\n").count { $0.contains("/\(name)/logs/") }
            + open.count { $0.contains("/\(name)/logs/") }
    }
}

import ByteScanning
import IndexModel
import Indexing
import LMDBIndex
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing

/// However a run divides its work, the same is found.
@Suite struct RunTests {
    @Test(arguments: [Packaging.plain, .gzip1, .bgzf, .zstd7], [1, 2, 3]) func threadsAndBudgetChangeNoAnswer(
        _ packaging: Packaging, _ jobs: Int
    ) throws {
        let log = RotatedLog(SyntheticLog.text(seed: 21, records: 3000), archives: 3)
        try Site.with { site in
            for number in log.archives.indices {
                try site.write(packaging.pack(log.bytes(ofArchive: number)), "mail.log.\(number)")
            }
            let limit = [1, 4000, 10 << 20][jobs - 1]
            let report = try site.run(jobs: jobs, postingLimit: limit, merging: false)
            let reader = try IndexReader(site.index)
            let snapshot = try reader.snapshot()
            let runs = try reader.storage().runs
            #expect(jobs == 3 ? runs == 1 : runs > 2)
            let archives = try snapshot.archives()
            #expect(archives.map(\.counts.records).reduce(0, +) == report.records)
            #expect(archives.map { Int($0.indexedLength) }.sorted() == lengths(of: log))
            for (key, numbers) in log.text.keys {
                guard case .messageID(let id) = key else { continue }
                let hash = snapshot.hasher.hash(id.withoutBrackets.span)
                let found = Set(try snapshot.locations(ofHash: hash, in: .messageID))
                #expect(found.isSuperset(of: numbers.map { location(ofRecord: $0, in: log, archives) }))
            }
        }
    }

    @Test func progressEndsAtTheWhole() throws {
        try Site.with { site in
            try site.write(records(0..<5000), "a.log")
            try site.write(Packaging.gzip1.pack(records(0..<5000)), "b.log.gz")
            let last = Last()
            let options = IndexOptions(jobs: 1, chunkLength: 64 << 10)
            let report = try Indexer(LMDBStore(site.index), options, onProgress: { last.note($0) }).run([site.logs])
            #expect(last.fileBytes == last.totalFileBytes)
            // The report also counts the looks at how the files begin.
            #expect(last.fileBytes < report.fileBytes && report.fileBytes <= last.fileBytes + 3 * 65_536)
        }
    }

    /// The progress told last; one thread tells it.
    private final class Last: @unchecked Sendable {
        var fileBytes: UInt64 = 0
        var totalFileBytes: UInt64 = 1

        func note(_ progress: IndexProgress) {
            #expect(progress.fileBytes >= fileBytes)
            (fileBytes, totalFileBytes) = (progress.fileBytes, progress.totalFileBytes)
        }
    }

    private func lengths(of log: RotatedLog) -> [Int] {
        log.archives.indices.map { log.bytes(ofArchive: $0).count }.sorted()
    }

    private func location(ofRecord number: Int, in log: RotatedLog, _ archives: [ArchiveEntry]) -> PostingLocation {
        let place = log.archives.firstIndex { $0.contains(number) } ?? 0
        let offset = log.text.offsets[number] - log.text.offsets[log.archives[place].lowerBound]
        let entry = archives.first { $0.locations[0].pathText.hasSuffix(".\(place)") }
        return PostingLocation(archive: entry?.id ?? ArchiveID(0), granule: offset >> 16)
    }
}

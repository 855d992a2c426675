import IndexModel
import Indexing
import LMDBIndex
import SystemPackage
import TestSupport
import Testing

/// A gzip file that comes in pieces: what is there is found, and when the rest comes only that is read.
@Suite struct CutGzipTests {
    private static let step = 10_007

    /// About eight bytes of the compressed file are a record.
    @Test func cutAtEveryStepWhatIsBeforeIsFoundAndTheRestComesLater() throws {
        let texts = (0..<16_000).map { record($0) }
        let packed = gzip(texts.flatMap(\.self))
        let cuts = Array(stride(from: CutGzipTests.step, to: packed.count, by: CutGzipTests.step))
        #expect(cuts.count > 10)
        for cut in cuts {
            try Site.with { site in
                try site.write(Array(packed.prefix(cut)), "log.gz")
                let first = try site.run()
                #expect(first.partial.map(\.path.lastComponent) == ["log.gz"])
                #expect(try site.catalog().map { $0.problem?.kind } == [.truncated])
                let whole = wholeRecords(gunzipPrefix(Array(packed.prefix(cut)), limit: 4 << 20), texts)
                #expect(first.records >= whole)
                for number in [0, Int(whole) / 2, Int(whole) - 2] {
                    #expect(try site.records("<\(number)@sesta.com>") == [record(number)], "\(cut)")
                }
                // What is there of the next stamp is not known for one yet.
                let last = try site.records("<\(whole - 1)@sesta.com>")
                #expect(last.count == 1 && last.allSatisfy { $0.starts(with: record(Int(whole) - 1)) }, "\(cut)")
                #expect(try site.unread("<15999@sesta.com>") == ["log.gz"])

                try site.write(packed, "log.gz")
                let second = try site.run()
                #expect(second.partial.isEmpty && second.indexedArchives == 1)
                #expect(first.records + second.records <= UInt64(texts.count + 1), "\(cut)")
                let catalog = try site.catalog()
                #expect(catalog.map(\.isWhole) == [true] && catalog.map(\.counts.records) == [UInt64(texts.count)])
                for number in [0, Int(whole) - 1, Int(whole), Int(whole) + 1, 15999] {
                    #expect(try site.records("<\(number)@sesta.com>") == [record(number)], "\(cut)")
                }
                #expect(try site.unread("<unknown@sesta.com>") == [])
            }
        }
    }

    /// How many of the texts a prefix of them all holds to their ends.
    private func wholeRecords(_ prefix: [UInt8], _ texts: [[UInt8]]) -> UInt64 {
        var (count, length) = (0, 0)
        while count < texts.count, length + texts[count].count <= prefix.count {
            length += texts[count].count
            count += 1
        }
        return UInt64(count)
    }
}

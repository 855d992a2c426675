import IndexModel
import Indexing
import LMDBIndex
import SystemPackage
import TestSupport
import Testing
import Tracing

/// A whole archive beside a copy of it that is cut off or damaged: the problem is the copy's.
@Suite struct DamagedTwinTests {
    enum Damage: CaseIterable { case none, cut, rottenTrailer }

    private static let whole = Packaging.gzip1.pack(records(0..<20_000))

    private func twin(_ damage: Damage) -> [UInt8] {
        var bytes = DamagedTwinTests.whole
        switch damage {
        case .none: break
        case .cut: bytes.removeLast(bytes.count / 3)
        case .rottenTrailer: bytes[bytes.count - 6] ^= 0x10
        }
        return bytes
    }

    /// In one run or two, the whole one or the copy first, and then without the copy.
    @Test(arguments: Damage.allCases, [["a.gz", "b.gz"], ["b.gz", "a.gz"]])
    func anArchiveOfWhichOneFileIsWholeHasNoProblem(_ damage: Damage, _ order: [String]) throws {
        for inOneRun in [true, false] {
            try Site.with { site in
                for name in order {
                    try site.write(name == "a.gz" ? DamagedTwinTests.whole : twin(damage), name)
                    if !inOneRun { try site.run() }
                }
                try site.run()
                try expectWhole(site)
                try site.remove("b.gz")
                try site.run()
                try expectWhole(site)
                #expect(try site.run().partial.isEmpty)
            }
        }
    }

    private func expectWhole(_ site: Site) throws {
        let catalog = try site.catalog()
        #expect(catalog.map(\.isWhole) == [true])
        #expect(try site.records("<19999@sesta.com>") == [record(19_999)])
        let miss = try site.answer("<nobody@sesta.com>")
        #expect(miss.records.isEmpty && miss.unread.isEmpty)
    }

    /// The whole file goes, and only the copy that is cut off is left: the index still knows all that was in the archive.
    @Test func aWholeFileThatIsGoneLeavesTheMissCertain() throws {
        try Site.with { site in
            try site.write(DamagedTwinTests.whole, "a.gz")
            try site.run()
            try site.write(twin(.cut), "b.gz")
            try site.run()
            try site.remove("a.gz")
            try site.run()
            #expect(try site.catalog().map(\.isWhole) == [true])
            #expect(try site.records("<10@sesta.com>") == [record(10)])
            #expect(try site.answer("<nobody@sesta.com>").unread.isEmpty)
            #expect(try site.answer("<19999@sesta.com>").unread.count == 1)
        }
    }

    /// Damage in the middle makes another content. It is one archive more as long as its file is there, and no longer.
    @Test func aCopyRottenInTheMiddleIsForgottenWithItsFile() throws {
        try Site.with { site in
            try site.write(DamagedTwinTests.whole, "a.gz")
            let half = DamagedTwinTests.whole.prefix(DamagedTwinTests.whole.count / 2)
            let rotten = half + [UInt8](repeating: 0xff, count: 200)
            try site.write(Array(rotten), "b.gz")
            try site.run()
            #expect(try site.answer("<nobody@sesta.com>").unread.map(\.path.lastComponent) == ["b.gz"])
            try site.remove("b.gz")
            try site.run()
            try expectWhole(site)
        }
    }
}

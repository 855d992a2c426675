import SyntheticLogs
import Testing

@Suite struct SeedTests {
    private func fnv1a(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    @Test func theSameSeedGivesTheSameBytes() {
        #expect(SyntheticLog.text(seed: 3, records: 300).bytes == SyntheticLog.text(seed: 3, records: 300).bytes)
    }

    @Test func anotherSeedGivesOtherBytes() {
        #expect(SyntheticLog.text(seed: 3, records: 50).bytes != SyntheticLog.text(seed: 4, records: 50).bytes)
    }

    /// Benchmarks of different days are compared: a change of the stream must be a decision.
    @Test func theStreamOfSeedSevenIsPinned() {
        var log = SyntheticLog(seed: 7)
        var bytes: [UInt8] = []
        while bytes.count < 100_000 { log.write(nextInto: &bytes) }
        #expect(fnv1a(bytes[..<100_000]) == 14_040_263_474_748_548_666)
    }

    @Test func askingForStoriesAndKeysChangesNothing() {
        var (plain, asked): ([UInt8], [UInt8]) = ([], [])
        var log = SyntheticLog(seed: 9)
        var askedLog = SyntheticLog(seed: 9, onStory: { _ in }, onKey: { _ in })
        for _ in 0..<2000 {
            log.write(nextInto: &plain)
            askedLog.write(nextInto: &asked)
        }
        #expect(plain == asked)
    }

    @Test(arguments: LogFormat.allCases) func writingTakesNoShortcutThatShows(_ format: LogFormat) {
        var (direct, viaRecords): ([UInt8], [UInt8]) = ([], [])
        var log = SyntheticLog(seed: 11, format: format, options: .all)
        var other = SyntheticLog(seed: 11, format: format, options: .all)
        for _ in 0..<1000 {
            log.write(nextInto: &direct)
            let record = other.next()
            other.write(record, to: &viaRecords)
        }
        #expect(direct == viaRecords)
    }
}

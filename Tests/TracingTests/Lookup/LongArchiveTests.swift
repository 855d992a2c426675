import Indexing
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing

/// Archives of many granules and, in gzip, many seek points.
@Suite struct LongArchiveTests {
    /// About 24 MiB.
    private static let log: RotatedLog = {
        var settings = TrafficSettings()
        settings.messagesAnHour = 400_000
        return RotatedLog(SyntheticLog.text(seed: 11, records: 96_000, settings: settings))
    }()

    @Test(arguments: [Packaging.gzip1, .zstd7], [false, true]) func sampledKeysAreFoundFromStartToEnd(
        _ packaging: Packaging, _ merging: Bool
    ) throws {
        let log = LongArchiveTests.log
        #expect(log.text.bytes.count > 20 << 20)
        try withTemporaryDirectory { directory in
            let paths = try writeArchives(log, packaging, in: directory)
            let report = try index(
                paths, in: directory.appending("ix"), jobs: 2, postingLimit: 100_000, merging: merging)
            #expect(report.decodedBytes == UInt64(log.text.bytes.count))
            var questions = try Questions(directory.appending("ix"))
            #expect(merging ? questions.runCount < 4 : questions.runCount > 3)
            for key in log.sampleOfKeys(80) {
                #expect(try questions.records(key.text) == log.records(of: key))
            }
        }
    }
}

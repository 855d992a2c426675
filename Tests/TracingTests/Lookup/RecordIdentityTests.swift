import SyntheticLogs
import SystemPackage
import TestSupport
import Testing
import Tracing

/// One event is told once, however many archives hold it; two events are told twice, however alike.
@Suite struct RecordIdentityTests {
    private let file = "ZZ01IS3D2ZP7FQ9UN54R.00"

    @Test func identicalRecordsOfOneArchiveAreTwoEvents() throws {
        let record = line("10:31:05.18", "Q", file: file, id: "a@b.org")
        #expect(try found([record + record]) == [record, record])
    }

    @Test func identicalRecordsOfTwoArchivesAreOneEvent() throws {
        let record = line("10:31:05.18", "Q", file: file, id: "a@b.org")
        let other = line("10:31:06.00", "D", file: file, id: "a@b.org")
        #expect(try found([record, record + other]) == [record, other])
    }

    @Test func theArchiveThatHasMostOfThemTells() throws {
        let record = line("10:31:05.18", "Q", file: file, id: "a@b.org")
        #expect(try found([record, record + record + record, record + record]) == [record, record, record])
    }

    @Test func aMissingLineEndMakesNoOtherEvent() throws {
        let record = line("10:31:05.18", "Q", file: file, id: "a@b.org")
        let cut = Array(record.dropLast())
        let other = line("10:31:05.18", "Q", file: file, id: "a@b.org", end: "\r\n")
        #expect(try found([cut, record]) == [cut])
        #expect(try found([other, record]) == [other])
    }

    @Test(arguments: [Packaging.gzip1, .zstd7]) func aCopyInAnotherPackagingTellsNothingTwice(
        _ packaging: Packaging
    ) throws {
        let log = RotatedLog(SyntheticLog.text(seed: 5, records: 600))
        try withTemporaryDirectory { directory in
            let plain = try writeArchives(log, .plain, in: directory)
            let packed = try writeArchives(log, packaging, in: directory)
            try index(plain + packed, in: directory.appending("ix"))
            var questions = try Questions(directory.appending("ix"))
            for key in log.sampleOfKeys(200) {
                #expect(try questions.records(key.text) == log.records(of: key))
            }
        }
    }

    /// The records of the message-ID when each text is an archive of its own.
    private func found(_ archives: [[UInt8]]) throws -> [[UInt8]]? {
        try withTemporaryDirectory { directory in
            for (number, text) in archives.enumerated() { try write(text, to: directory.appending("log.\(number)")) }
            try index([directory], in: directory.appending("ix"))
            var questions = try Questions(directory.appending("ix"))
            return try questions.records(Array("<a@b.org>".utf8))
        }
    }
}

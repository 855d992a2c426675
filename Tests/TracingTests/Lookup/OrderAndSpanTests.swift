import LMDBIndex
import MTALog
import SystemPackage
import TestSupport
import Testing
import Tracing

/// Records come in the order of time over all archives, and only those of the span asked for.
@Suite struct OrderAndSpanTests {
    private let file = "ZZ01IS3D2ZP7FQ9UN54R.00"

    private func stamp(_ hour: Int, _ minute: Int) -> Stamp {
        Stamp(year: 1998, month: 1, day: 15, hour: hour, minute: minute, second: 0, hundredth: 0)
    }

    /// Answers from two archives, the later one indexed first: records at 10:00, 12:00, 12:00 and at 9:00, 12:00.
    private func answer(_ span: TimeSpan) throws -> [String] {
        try withTemporaryDirectory { directory in
            let (late, early) = (directory.appending("a.log"), directory.appending("b.log"))
            let late12 = ["QA", "QB"].flatMap { line("12:00:00.00", $0, file: file, id: "a@b") }
            try write(line("10:00:00.00", "E", file: file, id: "a@b") + late12, to: late)
            let early12 = line("12:00:00.00", "QC", file: file, id: "a@b")
            try write(line("09:00:00.00", "E", file: file, id: "a@b") + early12, to: early)
            try index([late, early], in: directory.appending("ix"))
            var questions = try Questions(directory.appending("ix"))
            let answer = try questions.answer(Array("a@b".utf8), in: span)
            #expect(answer.unread.isEmpty)
            return answer.records.map { record in
                let words = String(decoding: record.bytes, as: UTF8.self).split(separator: " ")
                return "\(words[1].prefix(5)) \(words[4])"
            }
        }
    }

    @Test func recordsComeInTheOrderOfTimeThenOfTheArchives() throws {
        #expect(try answer(.init()) == ["09:00 E", "10:00 E", "12:00 QA", "12:00 QB", "12:00 QC"])
    }

    @Test func aSpanHasItsFirstMomentAndNotItsLast() throws {
        #expect(try answer(.init(since: stamp(10, 0), until: stamp(12, 0))) == ["10:00 E"])
        #expect(try answer(.init(since: stamp(10, 1))) == ["12:00 QA", "12:00 QB", "12:00 QC"])
        #expect(try answer(.init(until: stamp(10, 0))) == ["09:00 E"])
        #expect(try answer(.init(since: stamp(13, 0))) == [])
    }

    @Test func textBeforeTheFirstStampIsFoundToo() throws {
        try withTemporaryDirectory { directory in
            let head = Array("half of a record <lost@b> that rotation cut\n".utf8)
            let record = line("10:00:00.00", "E", file: file, id: "a@b")
            try write(head + record, to: directory.appending("mail.log"))
            try index([directory], in: directory.appending("ix"))
            var questions = try Questions(directory.appending("ix"))
            #expect(try questions.records(Array("<lost@b>".utf8)) == [head])
            #expect(try questions.answer("<lost@b>").records.first?.stamp == nil)
        }
    }

    @Test func aFoundRecordTellsWhereItStands() throws {
        try withTemporaryDirectory { directory in
            let records = ["1@b", "2@b", "3@b"].map { line("10:00:00.00", "E", file: file, id: $0) }
            let path = directory.appending("mail.log.gz")
            try write(Packaging.gzip5.pack(records.flatMap(\.self)), to: path)
            try index([directory], in: directory.appending("ix"))
            var questions = try Questions(directory.appending("ix"))
            let record = try #require(try questions.answer("<3@b>").records.first)
            #expect(record.offset == UInt64(records[0].count + records[1].count))
            #expect(record.path.lastComponent == path.lastComponent)
            #expect(record.stamp == stamp(10, 0))
        }
    }
}

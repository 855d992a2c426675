import Foundation
import SystemPackage
import TestSupport
import Testing

/// A queue file's key is kept for few granules only: the message-ID found there leads to the rest.
@Suite struct QueueFileLookupTests {
    private let file = "ZZ01IS3D2ZP7FQ9UN54R.00"
    private let retried = "ZY01IS3D2ZP7FQ9UN54R.00"

    /// Lines of no interest, more than two granules of them.
    private let filler = Array(
        (10_000..<12_000).flatMap { line("11:00:00.00", "E", file: "ZZ0FILLER\($0).00", id: "f\($0)@x") })

    private func found(
        _ key: String, exact: Bool = false, in archives: [[UInt8]], _ packaging: Packaging, postingLimit: Int? = 20_000
    ) throws -> [[UInt8]]? {
        try withTemporaryDirectory { directory in
            let logs = directory.appending("logs")
            try FileManager.default.createDirectory(atPath: logs.string, withIntermediateDirectories: false)
            for (number, text) in archives.enumerated() {
                try write(packaging.pack(text), to: logs.appending("log.\(number)"))
            }
            // Runs tell of the file side by side, and then as one.
            var answers: [[[UInt8]]?] = []
            for (place, merging) in [("apart", false), ("merged", true)] {
                let place = directory.appending(place)
                try index([logs], in: place, jobs: 2, postingLimit: postingLimit, merging: merging)
                var questions = try Questions(place)
                if !merging { #expect(postingLimit == nil ? questions.runCount == 1 : questions.runCount > 1) }
                if merging { #expect(questions.runCount < 4) }
                answers.append(try questions.records(Array(key.utf8), exact: exact))
            }
            #expect(answers[0] == answers[1])
            return answers[1]
        }
    }

    @Test(arguments: Packaging.allCases) func attemptsGranulesApartAreFound(_ packaging: Packaging) throws {
        let enqueue = line("10:00:00.00", "E", file: file, id: "a@b")
        let retry = line("12:00:00.00", "Q", file: retried, id: "a@b")
        let delivery = line("13:00:00.00", "D", file: retried, id: "a@b")
        let archives = [enqueue + filler + retry + filler, filler + delivery]
        #expect(try found(file, in: archives, packaging) == [enqueue, retry, delivery])
        #expect(try found("imta/queue/tcp_local/" + retried, in: archives, packaging) == [enqueue, retry, delivery])
        #expect(try found(retried, exact: true, in: archives, packaging) == [retry, delivery])
        #expect(try found("<a@b>", in: archives, packaging) == [enqueue, retry, delivery])
    }

    @Test(arguments: [Packaging.plain, .gzip1], [nil, 20_000]) func aFileNameUsedByTwoMessagesFindsBoth(
        _ packaging: Packaging, _ postingLimit: Int?
    ) throws {
        let first = line("10:00:00.00", "E", file: file, id: "a@b")
        let second = line("12:00:00.00", "E", file: file, id: "other@b")
        let third = line("13:00:00.00", "D", file: file, id: "other@b")
        let archives = [first + filler + second + filler + third]
        #expect(try found(file, in: archives, packaging, postingLimit: postingLimit) == [first, second, third])
        #expect(try found("<other@b>", in: archives, packaging, postingLimit: postingLimit) == [second, third])
    }

    @Test(arguments: [Packaging.plain, .zstd7], [nil, 20_000]) func aRecordWithoutAnIDIsFoundByItsFile(
        _ packaging: Packaging, _ postingLimit: Int?
    ) throws {
        let withID = line("10:00:00.00", "E", file: file, id: "a@b")
        let without = Array("15-Jan-1998 12:00:00.00 tcp_local    D 3 a@b rfc822;c@d c@d /q/\(retried)\n".utf8)
        let archives = [withID + filler + without + filler]
        #expect(try found(file, in: archives, packaging, postingLimit: postingLimit) == [withID, without])
    }

    @Test func theBaseNameAloneIsAKey() throws {
        let record = line("10:00:00.00", "E", file: file, id: "a@b")
        #expect(try found("01IS3D2ZP7FQ9UN54R", in: [filler + record], .gzip1) == [record])
    }
}

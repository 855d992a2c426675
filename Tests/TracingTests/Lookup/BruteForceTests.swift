import Indexing
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing

/// Random logs in every packaging: for each key the lookup gives what a search through the plain text gives.
@Suite struct BruteForceTests {
    /// What makes logs differ.
    enum Kind: CaseIterable {
        case usual, everything, folded, carriageReturns, noLastLineEnd, latin1, capitals
    }

    struct Trial: CustomTestStringConvertible {
        let kind: Kind
        let packaging: Packaging
        let seed: UInt64

        static let all = Packaging.allCases.enumerated().flatMap { number, packaging in
            Kind.allCases.enumerated().map { Trial(kind: $1, packaging: packaging, seed: UInt64(number * 100 + $0)) }
        }

        var testDescription: String { "\(kind) \(packaging)" }
        /// One or two threads, few or many runs, by the seed.
        var jobs: Int { 1 + Int(seed) % 2 }
        var postingLimit: Int { seed % 3 == 0 ? 1 << 20 : 8 << 10 }

        func log() -> RotatedLog {
            var generator = SeededGenerator(seed: seed)
            let count = Int.random(in: 300...1200, using: &generator)
            var settings = TrafficSettings()
            settings.messagesAnHour = [100, 3000, 1_000_000].randomElement(using: &generator) ?? 100
            settings.headerRecords = kind == .everything
            settings.latin1MessageIDs = kind == .latin1
            var layout = Layout()
            layout.folded = kind == .folded
            layout.lineEnd = kind == .carriageReturns ? .carriageReturnLineFeed : .lineFeed
            layout.upperCaseMonths = kind == .capitals
            let text = SyntheticLog.text(
                seed: seed, records: count, settings: settings, options: kind == .everything ? .all : .usual,
                layout: layout, endsLastLine: kind != .noLastLineEnd)
            return RotatedLog(
                text, archives: Int.random(in: 1...4, using: &generator), seed: seed,
                envelopeIDs: kind == .everything)
        }
    }

    @Test(arguments: Trial.all) func everyKeyGivesItsRecords(_ trial: Trial) throws {
        let log = trial.log()
        try withTemporaryDirectory { directory in
            let paths = try writeArchives(log, trial.packaging, in: directory)
            let report = try index(
                paths, in: directory.appending("ix"), jobs: trial.jobs, postingLimit: trial.postingLimit)
            #expect(report.indexedArchives == log.archives.count)
            #expect(report.records == UInt64(log.text.records.count))
            #expect(report.partial.isEmpty && report.skipped.isEmpty)
            var questions = try Questions(directory.appending("ix"))
            for key in log.sampleOfKeys(35) { try ask(&questions, key, log) }
        }
    }

    private func ask(_ questions: inout Questions, _ key: SyntheticKey, _ log: RotatedLog) throws {
        switch key {
        case .messageID(let id):
            let bare = id.withoutBrackets
            #expect(try questions.records(bare) == log.records(of: key), "\(id)")
            #expect(try questions.records([UInt8(ascii: "<")] + bare + [UInt8(ascii: ">")]) == log.records(of: key))
            try askForUnknown(&questions, [UInt8(ascii: "!")] + bare)
        case .queueFile(let name):
            #expect(try questions.records(name.bytes) == log.records(of: key), "\(name)")
            #expect(try questions.records(Array("any/queue/x/".utf8) + name.bytes) == log.records(of: key))
            #expect(try questions.records(Array("AA".utf8) + name.bytes.dropFirst(2)) == log.records(of: key))
            #expect(try questions.records(name.bytes, exact: true) == log.records(ofExactly: key))
            try askForUnknown(&questions, Array("ZZ9".utf8) + name.bytes.dropFirst(2))
        }
    }

    private func askForUnknown(_ questions: inout Questions, _ key: [UInt8]) throws {
        #expect(try questions.records(key) == [], "\(String(decoding: key, as: UTF8.self))")
    }
}

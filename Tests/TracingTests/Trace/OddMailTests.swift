import MTALog
import SyntheticLogs
import TestSupport
import Testing

@testable import Tracing

/// Mail that keys alone do not tell apart: what is told is true, whatever is logged; and where enough is, it is all.
@Suite struct OddMailTests {
    struct Trial: CustomTestStringConvertible {
        let format: SyntheticLogs.LogFormat
        let options: LogOptions
        let name: String
        /// Whether the log has what tells these kinds apart.
        let isWhole: Bool

        static let all = SyntheticLogs.LogFormat.allCases.flatMap { format in
            [
                Trial(format: format, options: .all, name: "all", isWhole: true),
                Trial(
                    format: format, options: LogOptions.usual.union(.process), name: "usual, process", isWhole: true),
                Trial(format: format, options: .usual, name: "usual", isWhole: false),
                Trial(
                    format: format, options: [.filename, .messageID, .diagnostics], name: "file, id", isWhole: false),
                Trial(
                    format: format, options: [.messageID, .envelopeID, .diagnostics, .process], name: "ids alone",
                    isWhole: false),
                Trial(format: format, options: [.filename, .envelopeID, .diagnostics], name: "no id", isWhole: false),
            ]
        }

        var testDescription: String { "\(format) \(name)" }

        var layout: LayoutOptions { TrueStoryTests.Trial(format: format, options: options, name: name).layout }

        func log(_ seed: UInt64) -> SyntheticLog.Text {
            var settings = TrafficSettings()
            settings.messagesAnHour = [600, 6000, 60_000][Int(seed % 3)]
            settings.oddMail = 60
            if seed % 4 == 1 { settings.clockStep = (settings.start + 18_000, 360_000) }
            return SyntheticLog.text(
                seed: seed &* 7_777_777 &+ UInt64(format.rawValue), records: 150, settings: settings, format: format,
                options: options)
        }
    }

    @Test(arguments: Trial.all) func nothingIsToldThatIsNotTrue(_ trial: Trial) {
        var (whole, all) = (0, 0)
        for seed in 0..<24 as Range<UInt64> {
            let log = trial.log(seed)
            let told = StoryAssembler.stories(of: foundRecords(in: log.bytes, stated: trial.layout).messages)
            let truths = log.truths(trial.options)
            let cutOff = Set(truths.filter(\.isCutOff).map(\.sender))
            let claims = Claims(log.stories)
            for story in told where !cutOff.contains(story.sender ?? []) { claims.expect(story, trial, seed) }
            let tales = told.map(ComparableStory.init).counts
            for (truth, count) in truths.filter({ !$0.isTorn && !$0.isCutOff }).counts {
                all += count
                let isTold = tales[truth] == count
                whole += isTold ? count : 0
                if trial.isWhole, !isTold, !truth.hasTwins {
                    let near = tales.keys.filter { $0.messageIDs.first == truth.messageIDs.first }
                    Issue.record("seed \(seed) true \(truth)\ntold \(near.map(\.description).joined(separator: "\n"))")
                }
            }
        }
        if trial.name == "usual" { #expect(whole * 100 >= all * 90, "\(whole) of \(all)") }
    }
}

extension ComparableStory {
    /// Whether the log ends between an enqueue and the end that it goes on from: then nothing ties them.
    fileprivate var isCutOff: Bool {
        let isGone = hops.keys.allSatisfy { hop in
            hop.destination.starts(with: "tcp_".utf8) && hop.attempts.keys.contains { $0.action == UInt8(ascii: "D") }
        }
        if isGone, recipients.keys.contains(where: { $0.outcome == "unfinished" }) { return true }
        let last = hops.keys.map(\.enqueued).max() ?? 0
        return hops.keys.contains { hop in
            let waits = hop.recipients.values.reduce(0, +)
            let ends = hop.attempts.filter { "DRKZ".utf8.contains($0.key.action) }.values.reduce(0, +)
            return hop.enqueued < last && ends < waits && hop.destination.starts(with: "tcp_".utf8)
        }
    }
}

/// What can truly be said of the recipients of a log.
private struct Claims {
    private struct Key: Hashable {
        let original: [UInt8]
        let outcome: String
        let settled: Int64
    }

    /// Of each end, the messages that have one such.
    private var ends: [Key: Set<Int>] = [:]
    /// How often a message has a recipient, at most.
    private var counts: [[UInt8]: Int] = [:]

    init(_ stories: [MessageStory]) {
        for story in stories {
            counts.merge(story.recipients.map(\.original.bytes).counts, uniquingKeysWith: max)
            for recipient in story.recipients {
                guard let settled = recipient.settled else { continue }
                let key = Key(
                    original: recipient.original.bytes, outcome: recipient.outcome.rawValue,
                    settled: Int64(settled.hundredths))
                ends[key, default: []].insert(story.number)
            }
            // Another host took it over, wherever it went from there.
            for hop in story.hops where hop.destination.bytes.starts(with: "tcp_".utf8) {
                for attempt in hop.attempts where attempt.action == UInt8(ascii: "D") {
                    let key = Key(
                        original: story.recipients[attempt.recipient].original.bytes, outcome: "delivered",
                        settled: Int64(attempt.stamp.hundredths))
                    ends[key, default: []].insert(story.number)
                }
            }
        }
    }

    /// Every end that is told is one, and all those of one story are one message's.
    func expect(_ story: Story, _ trial: OddMailTests.Trial, _ seed: UInt64) {
        guard story.hops.allSatisfy({ $0.source != nil }) else { return }
        var common: Set<Int>?
        for recipient in ComparableStory(story).recipients.keys {
            guard let settled = recipient.settled else { continue }
            let key = Key(original: recipient.original, outcome: recipient.outcome, settled: settled)
            let messages = ends[key] ?? []
            #expect(!messages.isEmpty, "\(trial) seed \(seed): no such end in \(ComparableStory(story))")
            common = common.map { $0.intersection(messages) } ?? messages
        }
        // A recipient is told once, or as often as the message has it.
        let told = story.recipients.filter { $0.outcome != .expanded }.map(\.original).counts
        #expect(
            told.allSatisfy { $0.value <= counts[$0.key, default: 0] },
            "\(trial) seed \(seed): a recipient too many in \(ComparableStory(story))")
        #expect(common?.isEmpty != true, "\(trial) seed \(seed): several messages in \(ComparableStory(story))")
    }
}

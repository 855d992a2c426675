import MTALog
import SyntheticLogs
import TestSupport
import Testing

@testable import Tracing

/// Invented traffic knows the true story of each message: the one that is told from its records equals it.
@Suite struct TrueStoryTests {
    struct Trial: CustomTestStringConvertible {
        let format: SyntheticLogs.LogFormat
        let options: LogOptions
        let name: String

        /// With both keys, and whatever else is logged: all can be known.
        static let whole = SyntheticLogs.LogFormat.allCases.flatMap { format in
            [
                Trial(format: format, options: .usual, name: "usual"),
                Trial(format: format, options: .all, name: "all"),
                Trial(
                    format: format, options: [.filename, .messageID, .diagnostics, .process, .notary, .queueTime],
                    name: "process, notary"),
                Trial(
                    format: format,
                    options: [.filename, .messageID, .username, .connectionRecords, .reason, .transport, .remoteMTA],
                    name: "no diagnostics"),
            ]
        }

        var testDescription: String { "\(format) \(name)" }

        func log(_ seed: UInt64, records: Int) -> SyntheticLog.Text {
            var settings = TrafficSettings()
            settings.messagesAnHour = [60, 3000, 100_000][Int(seed % 3)]
            settings.headerRecords = seed % 5 == 0
            return SyntheticLog.text(
                seed: seed &* 1_000_003 &+ UInt64(format.rawValue), records: records, settings: settings,
                format: format, options: options)
        }
    }

    @Test(arguments: Trial.whole) func everyStoryIsTheTrueOne(_ trial: Trial) {
        // Many small logs, and some that are busy.
        for seed in 0..<90 as Range<UInt64> {
            let log = trial.log(seed, records: seed < 86 ? 50 : 300)
            let stories = StoryAssembler.stories(of: foundRecords(in: log.bytes, stated: trial.layout).messages)
            expectTrue(stories, log, trial)
        }
    }

    private func expectTrue(_ stories: [Story], _ log: SyntheticLog.Text, _ trial: Trial) {
        let told = stories.filter { !$0.messageIDs.isEmpty }.map(ComparableStory.init).counts
        let truths = log.truths(trial.options)
        let truth = truths.filter { !$0.isTorn }.counts
        for (story, count) in truth where told[story] != count {
            let near = told.keys.filter { $0.messageIDs.first == story.messageIDs.first }
            Issue.record("true \(story)\ntold \(near.map(\.description).joined(separator: "\n"))")
        }
        // Told in two halves, unless an envelope id tied them.
        let torn = truths.filter(\.isTorn)
        let halved = torn.filter { told[$0] == nil }
        #expect(told.values.reduce(0, +) == truths.count + halved.count)
        let toldHops = Set(told.keys.flatMap(\.hops.keys))
        for story in torn { #expect(story.hops.keys.allSatisfy(toldHops.contains)) }
    }
}

extension TrueStoryTests.Trial {
    /// The options, stated: a few records of text do not tell them all.
    var layout: LayoutOptions {
        let names = LogOptions.byName.filter { options.contains($0.option) }.map(\.name)
        return names.reduce(into: []) { $0.formUnion((try? LayoutOptions(names: $1)) ?? []) }
    }

    func comparable(_ story: ComparableStory) -> ComparableStory {
        guard format.isText, options.contains(.reason) else { return story }
        var story = story
        story.forgetDiagnosticsBehindReasons()
        return story
    }
}

extension [FoundRecord] {
    var messages: [FoundRecord] { filter { $0.fields?.kind == .message } }
}

import MTALog
import SyntheticLogs
import TestSupport

@testable import Tracing

/// A story in a form in which the invented one and the traced one can be compared: only what both can know, in an order
/// that both can tell.
struct ComparableStory: Hashable, CustomStringConvertible {
    struct Recipient: Hashable {
        var original: [UInt8]
        var current: [UInt8]
        /// `delivered` for relayed too; `unfinished` for delayed too.
        var outcome: String
        var settled: Int64?
    }

    struct Attempt: Hashable {
        var stamp: Int64
        var action: UInt8
        var recipient: [UInt8]
        var file: [UInt8]
        var diagnostic: [UInt8]
    }

    struct Hop: Hashable {
        var source: [UInt8]
        var destination: [UInt8]
        var enqueued: Int64
        var file: [UInt8]
        var recipients: [[UInt8]: Int]
        var attempts: [Attempt: Int]
    }

    var messageIDs: [[UInt8]]
    var sender: [UInt8]
    var notificationOf: [[UInt8]]
    var notifications: Set<[UInt8]>
    var aborted: Int
    var recipients: [Recipient: Int]
    var hops: [Hop: Int]

    var description: String {
        let hops = hops.keys.sorted { $0.enqueued < $1.enqueued }.map { hop in
            let attempts = hop.attempts.sorted { $0.key.stamp < $1.key.stamp }.map {
                "      \($0.key.stamp) \(Character(Unicode.Scalar($0.key.action))) \(text($0.key.recipient)) \(text($0.key.file)) x\($0.value) \(text($0.key.diagnostic))"
            }
            return
                ([
                    "  \(hop.enqueued) \(text(hop.source)) -> \(text(hop.destination)) \(text(hop.file)) \(hop.recipients.map { text($0.key) + " x\($0.value)" })"
                ]
                + attempts).joined(separator: "\n")
        }
        let people = recipients.map {
            "  \(text($0.key.original)) = \(text($0.key.current)) \($0.key.outcome) \($0.key.settled ?? -1) x\($0.value)"
        }.sorted()
        return """
            ids \(messageIDs.map(text)) of \(notificationOf.map(text)) by \(notifications.map(text)) aborted \(aborted) from \(text(sender))
            \(people.joined(separator: "\n"))
            \(hops.joined(separator: "\n"))
            """
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension Sequence where Element: Hashable {
    /// How often each stands in it.
    var counts: [Element: Int] { reduce(into: [:]) { $0[$1, default: 0] += 1 } }
}

extension ComparableStory {
    /// The truth, as far as these options let it be seen.
    /// In the text formats nothing tells where a reason ends and the diagnostic begins.
    mutating func forgetDiagnosticsBehindReasons() {
        hops = Dictionary(
            uniqueKeysWithValues: hops.map { hop, count in
                var hop = hop
                hop.attempts = hop.attempts.reduce(into: [:]) { attempts, attempt in
                    var told = attempt.key
                    if "RK".utf8.contains(told.action) { told.diagnostic = [] }
                    attempts[told, default: 0] += attempt.value
                }
                return (hop, count)
            })
    }

    /// Whether a channel that changed the message-ID is not done with it: then nothing ties the two halves.
    var isTorn: Bool {
        messageIDs.count > 1 && hops.keys.contains { $0.destination == Array("conversion".utf8) && $0.attempts.isEmpty }
    }

    /// Whether two of its recipients are alike in all that is logged.
    var hasTwins: Bool { recipients.values.contains { $0 > 1 } }

    /// - Parameter notifications: the ids of those stories of the log that are about this one.
    init(_ truth: MessageStory, _ options: LogOptions, notifications: Set<[UInt8]>) {
        let shows = (ids: options.contains(.messageID), files: options.contains(.filename))
        messageIDs = shows.ids ? truth.messageIDs.map(\.withoutBrackets) : []
        sender = truth.envelopeSender.bytes
        notificationOf = shows.ids ? truth.notificationOf.map { [$0.withoutBrackets] } ?? [] : []
        self.notifications = shows.ids ? notifications : []
        aborted = truth.abortedTransactions
        recipients =
            truth.recipients.map {
                Recipient(
                    original: $0.original.bytes, current: $0.current.bytes, outcome: $0.outcome.rawValue,
                    settled: $0.settled.map { Int64($0.hundredths) })
            }.counts
        hops =
            truth.hops.map { hop in
                Hop(
                    source: hop.source.bytes, destination: hop.destination.bytes,
                    enqueued: Int64(hop.enqueued.hundredths), file: shows.files ? hop.queueFile.bytes : [],
                    recipients: hop.recipients.map { truth.recipients[$0].original.bytes }.counts,
                    attempts: hop.attempts.map { attempt in
                        Attempt(
                            stamp: Int64(attempt.stamp.hundredths), action: attempt.action,
                            recipient: truth.recipients[attempt.recipient].original.bytes,
                            file: shows.files ? attempt.queueFile.bytes : [],
                            diagnostic: options.contains(.diagnostics) ? attempt.diagnostic.bytes : [])
                    }.counts)
            }.counts
    }

    init(_ story: Story) {
        messageIDs = story.messageIDs
        sender = story.sender ?? []
        notificationOf = story.notificationOf.map(\.messageID)
        notifications = Set(story.notifications.map(\.messageID))
        aborted = story.refusals.count { $0.kind == .aborted }
        recipients =
            story.recipients.map {
                let outcome: StoryRecipient.Outcome =
                    switch $0.outcome {
                    case .relayed: .delivered
                    case .delayed, .held: .unfinished
                    default: $0.outcome
                    }
                return Recipient(
                    original: $0.original, current: $0.current, outcome: outcome.rawValue,
                    settled: $0.settled?.hundredths)
            }.counts
        hops =
            story.hops.map { hop in
                Hop(
                    source: hop.source ?? [], destination: hop.destination, enqueued: hop.enqueued?.hundredths ?? 0,
                    file: hop.queueFiles.first ?? [],
                    recipients: hop.recipients.map { story.recipients[$0].original }.counts,
                    attempts: hop.attempts.map { attempt in
                        Attempt(
                            stamp: attempt.stamp?.hundredths ?? 0, action: attempt.action,
                            recipient: story.recipients[attempt.recipient].original, file: attempt.queueFile ?? [],
                            diagnostic: attempt.diagnostic ?? [])
                    }.counts)
            }.counts
    }
}

extension SyntheticLog.Text {
    /// The true stories of the messages whose records the log shows.
    func truths(_ options: LogOptions) -> [ComparableStory] {
        var notifications: [[UInt8]: Set<[UInt8]>] = [:]
        for story in stories {
            guard let old = story.notificationOf, let id = story.messageIDs.first else { continue }
            notifications[old.withoutBrackets, default: []].insert(id.withoutBrackets)
        }
        let owners = Dictionary(grouping: stories.filter { !$0.messageIDs.isEmpty }, by: { $0.messageIDs[0] })
        return stories.map { story in
            // Where several have the id, those that the message's own failures tell of.
            if let id = story.messageIDs.first, owners[id, default: []].count > 1 {
                let own = Set(story.notifications.map(\.withoutBrackets))
                return ComparableStory(story, options, notifications: own)
            }
            let about = story.messageIDs.reduce(into: Set<[UInt8]>()) {
                $0.formUnion(notifications[$1.withoutBrackets] ?? [])
            }
            return ComparableStory(story, options, notifications: about)
        }
    }
}

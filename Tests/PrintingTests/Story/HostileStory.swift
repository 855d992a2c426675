import IndexModel
import MTALog
import SystemPackage
import TestSupport
import Tracing

/// Stories whose every text means no good.
struct HostileStory {
    private var generator: SeededGenerator
    /// Every text that was put into the story.
    private(set) var texts: [[UInt8]] = []

    private static let pieces: [[UInt8]] =
        [
            "<script>alert(1)</script>", "]]>", "-->", "<!--", "</style>", "</title>", "</svg>", "\" onload=\"x",
            "' onclick='x",
            "javascript:alert(1)", "&lt;", "&#0;", "\u{0}", "\u{1b}[31m", "\u{1b}]0;x\u{7}", "\u{7f}", "\r", "\n", "\t",
            "\u{85}", "\u{9b}31m", "\u{202e}", "\u{2066}", "\u{200f}", "\u{2028}", "\u{feff}", "\u{e000}",
            "\u{5d0}\u{5d1}",
            "\u{4e2d}\u{6587}", "e\u{301}", "\\", "{{x}}", "%s%n", "550 5.1.1 ", "smtp;", "dns;", "(", "a@b.example",
            " ", "   ",
        ].map { Array($0.utf8) } + [
            [0xff], [0xc3], [0xe2, 0x80], [0x9b], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80],
        ]

    /// A story of its own for each seed.
    static func make(seed: UInt64) -> (story: Story, texts: [[UInt8]]) {
        var maker = HostileStory(generator: SeededGenerator(seed: seed))
        let story = maker.story()
        return (story, maker.texts)
    }

    private mutating func text(_ first: String = "", _ last: String = "") -> [UInt8] {
        var bytes = Array(first.utf8)
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            bytes += HostileStory.pieces.randomElement(using: &generator) ?? []
            if Bool.random(using: &generator) { bytes.append(UInt8.random(in: 0...255, using: &generator)) }
        }
        bytes += last.utf8
        texts.append(bytes)
        return bytes
    }

    private mutating func maybe() -> [UInt8]? {
        Bool.random(using: &generator) ? text() : nil
    }

    private mutating func number(_ count: Int) -> Int {
        // Places that lead nowhere must do no harm either.
        Int.random(in: 0...count, using: &generator)
    }

    private mutating func stamp() -> Stamp? {
        guard number(8) > 0 else { return nil }
        return Stamp(hundredths: Int64.random(in: 0...400_000_000_000, using: &generator))
    }

    private mutating func story() -> Story {
        var story = Story()
        for _ in 0..<number(5) { story.records.append(record()) }
        story.messageIDs = (0..<number(3)).map { _ in text() }
        story.queueFiles = (0..<number(3)).map { _ in text() }
        story.sender = maybe()
        story.blocks = number(9)
        story.arrival = arrival()
        story.headers = (0..<number(2)).map { _ in StoryHeader(record: number(3), name: text(), value: text()) }
        story.notificationOf = (0..<number(2)).map { _ in StoryLink(messageID: text(), record: number(3)) }
        story.notifications = (0..<number(2)).map { _ in StoryLink(messageID: text(), record: number(3)) }
        story.recipients = (0..<number(30)).map { _ in recipient() }
        story.hops = (0..<number(15)).map { _ in hop() }
        story.refusals = (0..<number(2)).map { _ in refusal() }
        story.connections = (0..<number(2)).map { _ in connection() }
        story.gaps = [
            .archiveNotRead(
                UnreadArchive(ArchiveID(2), path: "/a/\u{1b}<b>\u{202e}\"&", .gone), from: stamp(), to: stamp()),
            .endNotSeen(recipient: number(30), hop: number(15), archivesEnd: stamp()),
            .previousHopNotSeen(hop: number(15)),
        ]
        return story
    }

    private mutating func record() -> FoundRecord {
        FoundRecord(stamp: stamp(), archive: ArchiveID(1), path: "/a/b\u{1b}c", offset: 7, bytes: text(), fields: nil)
    }

    private mutating func arrival() -> Arrival {
        var arrival = Arrival(
            record: number(3), stamp: stamp(), channel: text(), modifiers: ActionModifiers(letters: text()))
        arrival.username = text("*")
        arrival.connection = maybe()
        arrival.transport = maybe()
        arrival.application = maybe()
        return arrival
    }

    private mutating func recipient() -> StoryRecipient {
        var recipient = StoryRecipient(original: text(), current: text(), lastRecord: number(3))
        recipient.outcome = StoryRecipient.Outcome.allCases.randomElement(using: &generator) ?? .held
        recipient.settled = stamp()
        recipient.parent = Bool.random(using: &generator) ? number(30) : nil
        recipient.hops = [number(15)].filter { $0 < 1 }
        recipient.attempts = [AttemptPlace(hop: number(15), attempt: number(4))]
        recipient.timeToSettle = .milliseconds(number(9_000_000))
        return recipient
    }

    private mutating func hop() -> Hop {
        var hop = Hop(source: maybe(), destination: text(), enqueued: stamp())
        hop.enqueueRecords = [number(5)]
        hop.queueFiles = (0..<number(2)).map { _ in text() }
        hop.recipients = (0..<number(3)).map { _ in number(30) }
        hop.attempts = (0..<number(30)).map { _ in attempt() }
        return hop
    }

    private mutating func attempt() -> Attempt {
        var attempt = Attempt(
            record: number(5), stamp: stamp(), action: UInt8.random(in: 0...255, using: &generator),
            modifiers: ActionModifiers(letters: text()),
            result: Attempt.Result.allCases.randomElement(using: &generator) ?? .other, recipient: number(30))
        attempt.number = number(400)
        attempt.numberInName = number(400)
        attempt.queueFile = maybe()
        attempt.remoteHost = maybe()
        attempt.transport =
            Bool.random(using: &generator) ? text("TCP|1|2|", "|25") : maybe()
        attempt.application = maybe()
        attempt.diagnostic = maybe()
        attempt.remoteWords = maybe()
        attempt.reason = maybe()
        attempt.processID = maybe()
        attempt.sinceLast = .milliseconds(number(9_000_000) - 1000)
        return attempt
    }

    private mutating func refusal() -> Refusal {
        Refusal(
            record: number(3), stamp: stamp(),
            kind: Refusal.Kind.allCases.randomElement(using: &generator) ?? .rejected,
            modifiers: ActionModifiers(letters: text()), channel: text(), original: text(), current: text(),
            diagnostic: maybe())
    }

    private mutating func connection() -> StoryConnection {
        var connection = StoryConnection(processID: text(), channel: text(), isInbound: Bool.random(using: &generator))
        connection.transport = maybe()
        connection.application = maybe()
        connection.username = maybe()
        var step = StoryConnection.Step(
            record: number(3), stamp: stamp(), action: UInt8.random(in: 0...255, using: &generator))
        step.diagnostic = maybe()
        step.information = maybe()
        connection.steps = [step]
        return connection
    }
}

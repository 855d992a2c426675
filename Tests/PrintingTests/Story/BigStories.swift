import IndexModel
import MTALog
import SystemPackage
import Tracing

/// Stories too large to be told whole, and one with something of everything.
enum BigStories {
    /// 10,000 recipients in 200 queue files: every 500th is refused, every 700th waits.
    static let recipients: Story = {
        var story = Story()
        story.messageIDs = [ManualStory.bytes("list-1@example.com")]
        story.sender = ManualStory.bytes("owner@example.com")
        for file in 0..<200 { addHop(file, 50, to: &story) }
        return story
    }()

    private static func addHop(_ file: Int, _ count: Int, to story: inout Story) {
        let start = Stamp(year: 2024, month: 3, day: 1, hour: 9, minute: 0, second: 0, hundredth: 0)
        let enqueued = Stamp(hundredths: start.hundredths + Int64(file * 7))
        var hop = Hop(
            source: ManualStory.bytes("reprocess"), destination: ManualStory.bytes("tcp_local"), enqueued: enqueued)
        for place in 0..<count {
            let number = file * 50 + place
            let stamp = Stamp(hundredths: enqueued.hundredths + 300 + Int64(file * 3))
            let isRefused = number % 500 == 3
            let isLate = number % 700 == 5
            var attempt = Attempt(
                record: add(record: "\(number)", stamp, to: &story), stamp: stamp,
                action: UInt8(ascii: isRefused ? "R" : isLate ? "Q" : "D"), modifiers: ActionModifiers(letters: []),
                result: isRefused ? .failed : isLate ? .postponed : .delivered, recipient: number)
            attempt.number = 1
            attempt.remoteHost = ManualStory.bytes("mx\(file).example.net")
            let words = isRefused ? "550 5.1.1 User unknown" : isLate ? "451 4.7.1 Greylisted" : "250 2.0.0 Ok"
            attempt.remoteWords = ManualStory.bytes(words)
            attempt.diagnostic = ManualStory.bytes("dns;mx\(file).example.net smtp;\(words)")
            attempt.sinceEnqueued = .milliseconds(3000 + file * 30)
            hop.attempts.append(attempt)
            hop.recipients.append(number)
            var recipient = StoryRecipient(
                original: ManualStory.bytes("rfc822;user\(number)@example.net"),
                current: ManualStory.bytes("user\(number)@example.net"), lastRecord: attempt.record)
            recipient.outcome = isRefused ? .failed : isLate ? .delayed : .relayed
            recipient.settled = isLate ? nil : stamp
            recipient.timeToSettle = isLate ? nil : attempt.sinceEnqueued
            recipient.hops = [file]
            recipient.attempts = [AttemptPlace(hop: file, attempt: place)]
            story.recipients.append(recipient)
        }
        story.hops.append(hop)
    }

    private static func add(record text: String, _ stamp: Stamp?, to story: inout Story) -> Int {
        let bytes = ManualStory.bytes("01-Mar-2024 09:00:00.00 \(text)\n")
        let offset = UInt64(story.records.count * 100)
        story.records.append(
            FoundRecord(
                stamp: stamp, archive: ArchiveID(1), path: "mail.log-20240301.zst", offset: offset, bytes: bytes,
                fields: nil))
        return story.records.count - 1
    }

    /// One recipient and 400 attempts, the last of them given up.
    static let attempts: Story = {
        var story = Story()
        story.messageIDs = [ManualStory.bytes("stubborn@example.com")]
        story.sender = []
        story.notificationOf = [StoryLink(messageID: ManualStory.bytes("original@example.com"), record: 0)]
        let start = Stamp(year: 2024, month: 3, day: 1, hour: 9, minute: 0, second: 0, hundredth: 0)
        var hop = Hop(
            source: ManualStory.bytes("process"), destination: ManualStory.bytes("tcp_local"), enqueued: start)
        hop.recipients = [0]
        var recipient = StoryRecipient(
            original: ManualStory.bytes("rfc822;a@b.example"), current: ManualStory.bytes("a@b.example"),
            lastRecord: 399)
        for number in 1...400 {
            let stamp = Stamp(hundredths: start.hundredths + Int64(number) * 90_000)
            let isLast = number == 400
            var attempt = Attempt(
                record: add(record: "\(number)", stamp, to: &story), stamp: stamp,
                action: UInt8(ascii: isLast ? "R" : "Q"),
                modifiers: ActionModifiers(letters: []), result: isLast ? .failed : .postponed, recipient: 0)
            attempt.number = number
            attempt.sinceLast = number > 1 ? .seconds(900) : nil
            attempt.sinceEnqueued = .seconds(900 * number)
            let error = number % 3 == 0 ? "connection refused" : "connection timed out"
            attempt.diagnostic = ManualStory.bytes("TCP active open: Failed connect() 198.51.100.7:25  Error: \(error)")
            hop.attempts.append(attempt)
            recipient.attempts.append(AttemptPlace(hop: 0, attempt: number - 1))
        }
        recipient.hops = [0]
        recipient.outcome = .failed
        recipient.settled = hop.attempts[399].stamp
        recipient.timeToSettle = .seconds(360_000)
        story.hops = [hop]
        story.recipients = [recipient]
        return story
    }()

    /// Hops, a list, a refusal, connections, headers, links and every gap.
    static let rich: Story = {
        var story = ManualStory.story
        story.arrival?.modifiers = ActionModifiers(letters: ManualStory.bytes("ESA"))
        story.arrival?.username = ManualStory.bytes("*adam")
        story.arrival?.connection = ManualStory.bytes("hosta.sesta.com (hosta.sesta.com [192.0.2.4])")
        story.headers = [
            StoryHeader(record: 0, name: ManualStory.bytes("Subject"), value: ManualStory.bytes("Re: <lunch> & more"))
        ]
        story.notifications = [StoryLink(messageID: ManualStory.bytes("bounce@sesta.com"), record: 1)]
        var list = StoryRecipient(
            original: ManualStory.bytes("rfc822;list@sesta.com"), current: ManualStory.bytes("list@sesta.com"),
            lastRecord: 0)
        list.outcome = .expanded
        var held = StoryRecipient(
            original: ManualStory.bytes("rfc822;bob@sesta.com"), current: ManualStory.bytes("bob"), lastRecord: 1)
        held.outcome = .held
        held.parent = 1
        held.hops = [1]
        story.recipients += [list, held]
        var local = Hop(
            source: ManualStory.bytes("tcp_internal"), destination: ManualStory.bytes("ims-ms"),
            enqueued: story.records[0].stamp)
        local.recipients = [2]
        local.enqueueRecords = [0]
        story.hops.append(local)
        story.refusals = [
            Refusal(
                record: 0, stamp: story.records[0].stamp, kind: .rejected, modifiers: ActionModifiers(letters: []),
                channel: ManualStory.bytes("tcp_local"), original: [],
                current: ManualStory.bytes("alan@very.bogus.com"),
                diagnostic: ManualStory.bytes("550 5.7.1 Relaying not permitted: alan@very.bogus.com"))
        ]
        var connection = StoryConnection(
            processID: ManualStory.bytes("2e2d.5.1"), channel: ManualStory.bytes("tcp_local"), isInbound: false)
        connection.transport = ManualStory.bytes("TCP|206.184.139.12|2788|192.1.1.1|25")
        connection.application = ManualStory.bytes("SMTP/some.org/host.some.org")
        connection.steps = [StoryConnection.Step(record: 3, stamp: story.records[3].stamp, action: UInt8(ascii: "O"))]
        story.connections = [connection]
        let stamp = story.records[0].stamp
        story.gaps = [
            .beginningNotSeen(hop: 0, archivesBegin: stamp), .endNotSeen(recipient: 2, hop: 1, archivesEnd: stamp),
            .nextHopNotSeen(recipient: 2, hop: 1), .previousHopNotSeen(hop: 1),
            .attemptsNotSeen(recipient: 0, hop: 0, attempt: 0, count: 2),
            .archiveNotRead(
                UnreadArchive(ArchiveID(3), path: "/var/log/mail.log-3.gz", .cutOff), from: stamp,
                to: story.records[4].stamp),
            .messageIDsNotLogged, .queueFilesNotLogged, .othersLeftOut(count: 3), .limitReached(keys: 7),
        ]
        story.basis.neighbours = true
        story.basis.adjacency = true
        return story
    }()
}

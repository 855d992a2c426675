import IndexModel
import MTALog
import SystemPackage
import Tracing

/// The story of example 21-7 of the Messaging Server 6 2005Q4 Administration Guide, made by hand: two attempts that find
/// no route, one that is refused, and the delivery.
enum ManualStory {
    static let story: Story = {
        var story = Story()
        story.records = lines.map(record)
        story.messageIDs = [bytes("01IRUD7SVA3Q9UN2D4@sesta.com")]
        story.queueFiles = [bytes("01IS3D2ZP7FQ9UN54R"), bytes("01IS67NY4RRK9UN7GP")]
        story.sender = bytes("adam@hosta.sesta.com")
        story.blocks = 3
        let enqueued = story.records[0].stamp
        story.arrival = Arrival(
            record: 0, stamp: enqueued, channel: bytes("tcp_internal"), modifiers: ActionModifiers(letters: []))
        story.hops = [hop(story.records)]
        var recipient = StoryRecipient(
            original: bytes("rfc822;user@some.org"), current: bytes("user@some.org"), lastRecord: 4)
        recipient.outcome = .relayed
        recipient.settled = story.records[4].stamp
        recipient.hops = [0]
        recipient.attempts = (0..<4).map { AttemptPlace(hop: 0, attempt: $0) }
        recipient.timeToSettle = .milliseconds(36_886_370)
        story.recipients = [recipient]
        story.basis.messageIDs = true
        story.basis.queueFiles = true
        return story
    }()

    private static func hop(_ records: [FoundRecord]) -> Hop {
        var hop = Hop(source: bytes("tcp_internal"), destination: bytes("tcp_local"), enqueued: records[0].stamp)
        hop.enqueueRecords = [0]
        hop.queueFiles = ["ZZ01IS3D2ZP7FQ9UN54R", "ZY01IS3D2ZP7FQ9UN54R", "ZX01IS67NY4RRK9UN7GP"].map {
            bytes("imta/queue/tcp_local/\($0).00")
        }
        hop.recipients = [0]
        let spans: [Duration] = [
            .milliseconds(5190), .milliseconds(8_069_110), .milliseconds(14_385_240), .milliseconds(14_426_830),
        ]
        var since = Duration.zero
        for number in 1...4 {
            let isLast = number == 4
            var attempt = Attempt(
                record: number, stamp: records[number].stamp, action: UInt8(ascii: isLast ? "D" : "Q"),
                modifiers: ActionModifiers(letters: []), result: isLast ? .delivered : .postponed, recipient: 0)
            since += spans[number - 1]
            (attempt.number, attempt.numberInRecords, attempt.numberInName) = (number, number, min(number, 3))
            attempt.sinceEnqueued = since
            if number > 1 { attempt.sinceLast = spans[number - 1] }
            attempt.diagnostic = bytes(number < 3 ? noRoute : isLast ? delivered : refused)
            if isLast {
                attempt.remoteHost = bytes("host.some.org")
                attempt.transport = bytes("TCP|206.184.139.12|2788|192.1.1.1|25")
                attempt.remoteWords = bytes("250 Ok")
            }
            hop.attempts.append(attempt)
        }
        hop.duration = since
        return hop
    }

    private static let noRoute = "TCP active open: Failed connect()    Error: no route to host"
    private static let refused = "TCP active open: Failed connect() Error: connection refused"
    private static let delivered =
        "dns;host.some.org (TCP|206.184.139.12|2788|192.1.1.1|25) (All set, fire away) smtp; 250 Ok"

    private static let lines: [String] = {
        let envelope = "3 adam@hosta.sesta.com rfc822;user@some.org user@some.org imta/queue/tcp_local"
        let id = "<01IRUD7SVA3Q9UN2D4@sesta.com>"
        let first = "ZZ01IS3D2ZP7FQ9UN54R.00"
        let second = "ZY01IS3D2ZP7FQ9UN54R.00"
        let third = "ZX01IS67NY4RRK9UN7GP.00"
        return [
            "15-Jan-1998 10:31:05.18 tcp_internal   tcp_local   E \(envelope)/\(first) \(id)",
            "15-Jan-1998 10:31:10.37 tcp_local                  Q \(envelope)/\(first) \(id) \(noRoute)",
            "15-Jan-1998 12:45:39.48 tcp_local                  Q \(envelope)/\(second) \(id) \(noRoute)",
            "15-Jan-1998 16:45:24.72 tcp_local                  Q \(envelope)/\(third) \(id) \(refused)",
            "15-Jan-1998 20:45:51.55 tcp_local                  D \(envelope)/\(third) \(id) \(delivered)",
        ]
    }()

    static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static func record(_ line: String) -> FoundRecord {
        let text = bytes(line + "\n")
        let offset = lines.prefix { $0 != line }.reduce(0) { $0 + $1.utf8.count + 1 }
        return FoundRecord(
            stamp: Stamp.parse(text.span, at: 0)?.stamp, archive: ArchiveID(1), path: "mail.log",
            offset: UInt64(offset),
            bytes: text, fields: nil)
    }
}

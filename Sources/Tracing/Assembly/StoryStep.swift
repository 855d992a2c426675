import IndexModel
import MTALog
import SystemPackage

/// What the assembly needs of one record.
struct StoryStep {
    /// The record's place in the list that the steps were made from.
    var record: Int
    let archive: ArchiveID
    /// The file that it was read from.
    let path: FilePath
    let stamp: Stamp?
    /// The stamp, or where the clock was set back before it a later moment: inside an archive the order of writing is the
    /// truth. Set for a list of steps, by `settingMoments`.
    var moment: Stamp?
    let kind: LogRecord.Kind
    /// The action's letter; 0 where there is none.
    let letter: UInt8
    let modifiers: ActionModifiers
    let source: [UInt8]
    let destination: [UInt8]
    let sender: [UInt8]
    let original: [UInt8]
    let current: [UInt8]
    let file: StepFile?
    /// The message's own id, without brackets.
    let ownID: [UInt8]?
    /// The ids of the messages that it reports on.
    let aboutIDs: [[UInt8]]
    let envelopeID: [UInt8]?
    let processID: [UInt8]?
    /// The host that wrote the record, where that is logged (LOG_NODE).
    let node: [UInt8]?
    /// What it came from, of an enqueue; nil where not logged.
    let client: [UInt8]?
    /// Whether another host answered, or was at least named as the one that the message went to.
    let remote: RemoteAnswer

    /// nil where the record's fields are not there, or it is no record of the MTA.
    init?(_ record: FoundRecord, at place: Int) {
        guard let fields = record.fields, fields.kind != .foreign else { return nil }
        self.record = place
        archive = record.archive
        path = record.path
        stamp = record.stamp
        moment = record.stamp
        kind = fields.kind
        letter = fields.actionLetter ?? 0
        modifiers = ActionModifiers(letters: Array(fields[.action]?.dropFirst() ?? []))
        source = fields.text(.sourceChannel) ?? []
        destination = fields.text(.destinationChannel) ?? []
        sender = fields.text(.envelopeFrom) ?? []
        original = fields.text(.originalRecipient) ?? []
        current = fields.text(.currentRecipient) ?? []
        processID = fields.text(.processID)
        node = fields.text(.node)
        client = letter == UInt8(ascii: "E") ? fields.text(.connection) : nil
        file = fields.text(.queueFile).flatMap(StepFile.init)
        let ids: (own: [UInt8]?, about: [[UInt8]]) = fields.kind == .message ? fields.messageIDs : (nil, [])
        ownID = ids.own
        aboutIDs = ids.about
        envelopeID = fields.kind == .message ? fields.text(.envelopeID).map(\.withoutBrackets) : nil
        remote = RemoteAnswer(fields)
    }

    /// J, V and B tell of something that was not accepted: it never reached a queue.
    var isRefusal: Bool { kind == .message && "JVB".utf8.contains(letter) }
    var isEnqueue: Bool { kind == .message && letter == UInt8(ascii: "E") }
    /// Any other action of a message, known or not: what a channel did with its queue.
    var isDequeue: Bool { kind == .message && !isEnqueue && !isRefusal }
    /// Whether the queue is done with the recipient.
    var isEnd: Bool { isDequeue && "DRK".utf8.contains(letter) }
    /// The channel in whose queue the message is.
    var queue: [UInt8] { isEnqueue ? destination : source }

    /// Whether it comes so much later than a moment that both are known of; false where either is not.
    func isLater(than moment: Stamp?, by length: Int64) -> Bool {
        guard let own = self.moment, let moment else { return false }
        return own.hundredths(since: moment) > length
    }
}

/// What an archive's clock showed last, and the moment that it stood for.
private struct StepClock {
    var stamp: Stamp
    var moment: Stamp
}

extension [StoryStep] {
    /// The steps with moments that do not run back inside an archive.
    ///
    /// Where the clock was set back its time goes on from the latest moment, short pauses as long as they were, until the
    /// stamps have caught up. What runs back by hours is another stretch.
    func settingMoments() -> [StoryStep] {
        /// Longer than any pause that tells two things apart.
        let longestPause: Int64 = 120 * 100
        var clocks: [ArchiveID: StepClock] = [:]
        var steps = self
        for index in indices {
            guard let stamp = self[index].stamp else { continue }
            var clock = clocks[self[index].archive] ?? StepClock(stamp: stamp, moment: stamp)
            let pause = stamp.hundredths(since: clock.stamp)
            if pause <= -ArchiveTime.longestStepBack {
                clock.moment = stamp
            } else {
                clock.moment = Swift.max(stamp, clock.moment.advanced(by: Swift.max(0, Swift.min(pause, longestPause))))
            }
            clock.stamp = stamp
            clocks[self[index].archive] = clock
            steps[index].moment = clock.moment
        }
        return steps
    }
}

/// A queue file as a record shows it.
struct StepFile {
    let path: [UInt8]
    let base: [UInt8]
    /// Attempts made before, as the name tells.
    let attempts: Int
    let isHeld: Bool

    init?(_ path: [UInt8]) {
        guard let name = QueueFileName(path.span, in: path.indices) else { return nil }
        self.path = path
        base = Array(path[name.base])
        attempts = name.attempts
        isHeld = path[name.name].suffix(5).map { $0 & 0xdf }.elementsEqual(".HELD".utf8.map { $0 & 0xdf })
    }
}

extension LogRecord {
    /// A field's bytes; nil where the record does not have it or it is empty.
    func text(_ field: Field) -> [UInt8]? {
        guard let bytes = self[field], !bytes.isEmpty else { return nil }
        return Array(bytes)
    }

    /// The message's own id and those that it reports on. Ids of a notification are bracketed, so commas in a text
    /// without brackets join nothing.
    var messageIDs: (own: [UInt8]?, about: [[UInt8]]) {
        let ids = keys.filter { $0.kind == .messageID }.map(\.bytes)
        guard self[.messageID]?.first == UInt8(ascii: "<") else { return (ids.last, []) }
        return (ids.first, Array(ids.dropFirst()))
    }
}

extension [UInt8] {
    var withoutBrackets: [UInt8] {
        guard count > 2, first == UInt8(ascii: "<"), last == UInt8(ascii: ">") else { return self }
        return Array(dropFirst().dropLast())
    }

    /// The address without its domain and without a type before it: what a change of host leaves as it is.
    var localPart: [UInt8] {
        Array(self[..<(lastIndex(of: UInt8(ascii: "@")) ?? endIndex)])
    }
}

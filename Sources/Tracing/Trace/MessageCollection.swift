import IndexModel
import MTALog

/// The records that have been found for a key, and the messages among them that it leads to.
struct MessageCollection {
    let pattern: KeyPattern
    let span: TimeSpan
    /// In the order of `MergedOrder`, each once.
    private(set) var records: [FoundRecord] = []
    /// What each record tells; nil where it is no record of the MTA.
    private(set) var steps: [StoryStep?] = []
    var unread: Set<UnreadArchive> = []
    /// Where the index has records of the key that was asked for and that could not be read.
    var unreadPlaces: [UnreadPlace] = []
    /// Of each message that the key leads to, the places of its records and of those that name it, ascending.
    private(set) var messages: [[Int]] = []
    /// How many more messages the key leads to.
    private(set) var untold = 0
    /// Records that share a key with those messages, but are others'.
    private(set) var leftOut = 0
    /// Whether there is more than is collected, and how many keys were not looked up for that.
    var isLimited = false
    var keysLeftOut = 0

    /// The records of the span, whosever they are.
    var found: [FoundRecord] { records.filter { span.contains($0.stamp) } }

    /// Keys that were looked up.
    var askedIDs: Set<[UInt8]> = []
    var askedFiles: Set<[UInt8]> = []
    /// Records whose neighbours were looked at.
    var askedNeighbours: Set<RecordPlace> = []

    private var known: Set<RecordPlace> = []
    /// Those that hold the key itself.
    private var holders: Set<RecordPlace> = []
    /// What each record tells, taken from it once.
    private var knownSteps: [RecordPlace: StoryStep?] = [:]
    private var neighbours: Set<Int> = []

    /// How many messages of one key are told, at most.
    private let mostMessages: Int
    static let mostRecords = 400_000

    struct RecordPlace: Hashable {
        let archive: ArchiveID
        let offset: UInt64

        init(_ record: FoundRecord) {
            archive = record.archive
            offset = record.offset
        }
    }

    init(_ pattern: KeyPattern, _ span: TimeSpan, mostMessages: Int) {
        self.mostMessages = mostMessages
        self.pattern = pattern
        self.span = span
        for candidate in pattern.candidates where pattern.exactName == nil {
            switch candidate.kind {
            case .messageID: askedIDs.insert(candidate.bytes)
            case .queueFile: askedFiles.insert(candidate.bytes)
            }
        }
    }

    /// Adds records, and tells whether any of them is new.
    @discardableResult
    mutating func add(_ more: [FoundRecord]) -> Bool {
        let new = more.filter { known.insert(RecordPlace($0)).inserted }
        guard !new.isEmpty else { return false }
        records = (records + new).inOrderTellingEachOnce()
        if records.count > MessageCollection.mostRecords { isLimited = true }
        sort()
        return true
    }

    /// Finds the messages that the key leads to: those whose own it is; else those that report on it.
    private mutating func sort() {
        steps = records.enumerated().map { place, record in
            var step = knownSteps[RecordPlace(record)] ?? StoryStep(record, at: place)
            knownSteps[RecordPlace(record)] = .some(step)
            step?.record = place
            return step
        }
        let found = MessageRecords(steps.lazy.compactMap(\.self))
        let own = found.messages.filter { $0.records.contains { steps[$0].map(isOwn) ?? false } }
        let wanted = own.isEmpty ? found.messages.filter { $0.records.contains { steps[$0].map(names) ?? false } } : own
        messages = wanted.prefix(mostMessages).map { found.records(of: $0) }
        untold = max(0, wanted.count - messages.count)
        neighbours = wanted.reduce(into: []) { if $1.hasNeighbours { $0.formUnion($1.records) } }
        let told = Set(messages.flatMap(\.self))
        let mine = Keys(told.compactMap { steps[$0] })
        leftOut = steps.indices.count { index in
            guard !told.contains(index), let step = steps[index], step.kind == .message else { return false }
            return mine.share(step)
        }
    }

    /// Notes that these records hold the key that was asked for.
    mutating func noteHolders(_ records: [FoundRecord]) {
        holders.formUnion(records.lazy.map(RecordPlace.init))
    }

    /// Whether a record holds the key that was asked for, whatever it tells.
    func holdsKey(_ place: Int) -> Bool { holders.contains(RecordPlace(records[place])) }

    func hasNeighbours(_ message: [Int]) -> Bool {
        message.contains(where: neighbours.contains)
    }

    private func isOwn(_ step: StoryStep) -> Bool {
        guard span.contains(step.stamp) else { return false }
        if let exactName = pattern.exactName { return step.file.map { $0.path.ends(with: exactName) } ?? false }
        return pattern.candidates.contains { candidate in
            switch candidate.kind {
            case .messageID: step.ownID == candidate.bytes || step.envelopeID == candidate.bytes
            case .queueFile: step.file?.base == candidate.bytes
            }
        }
    }

    private func names(_ step: StoryStep) -> Bool {
        guard span.contains(step.stamp) else { return false }
        return pattern.candidates.contains { $0.kind == .messageID && step.aboutIDs.contains($0.bytes) }
    }

    /// What records of one message share.
    private struct Keys {
        var ids: Set<[UInt8]>
        var files: Set<[UInt8]>

        init(_ steps: [StoryStep]) {
            ids = Set(steps.compactMap(\.ownID))
            files = Set(steps.compactMap(\.file?.base))
        }

        func share(_ step: StoryStep) -> Bool {
            step.ownID.map(ids.contains) ?? false || (step.file.map { files.contains($0.base) } ?? false)
        }
    }
}

extension [UInt8] {
    func ends(with other: [UInt8]) -> Bool {
        count >= other.count && suffix(other.count).elementsEqual(other)
    }
}

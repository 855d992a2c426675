import IndexModel
import MTALog

/// Looking beside the records that were found: for what no key leads to.
extension Tracer where Snapshot: ~Copyable {
    /// Granules that are looked at at one time.
    private static var mostGranules: Int { 64 }

    /// Where a channel handed on and no key tells where to, or where from: adds what may be the other half. Tells
    /// whether something new was found.
    mutating func addNeighbours(_ collection: inout MessageCollection) throws(IndexError) -> Bool {
        var wanted: Set<Handover> = []
        var granules: Set<GranulePlace> = []
        for message in collection.messages {
            let table = HopTable(ownSteps(message, of: collection))
            for (step, handover) in Handover.missing(table, Feeding(table)) {
                let record = collection.records[table.steps[step].record]
                guard collection.askedNeighbours.insert(MessageCollection.RecordPlace(record)).inserted else {
                    continue
                }
                wanted.insert(handover)
                granules.formUnion(around(record))
            }
        }
        if granules.count > Tracer.mostGranules { collection.isLimited = true }
        var more: [FoundRecord] = []
        for place in granules.sorted().prefix(Tracer.mostGranules) {
            more += try lookup.records(
                inGranule: place.granule, of: place.archive, unread: &collection.unread
            ) { fields in
                Handover(fields).map(wanted.contains) ?? false
            }
        }
        return collection.add(more)
    }

    /// The records beside a message's own that its process ids and its headers tie to it: connections and header lines.
    mutating func recordsBeside(
        _ message: [Int], of collection: inout MessageCollection
    ) throws(IndexError) -> [FoundRecord] {
        let steps = ownSteps(message, of: collection)
        let processes = Processes(steps)
        let headers = headers(of: message, steps, collection)
        guard !processes.isEmpty || !headers.isEmpty else { return [] }
        var granules: Set<GranulePlace> = []
        for step in steps where step.processID != nil || !headers.isEmpty {
            granules.formUnion(around(collection.records[step.record]))
        }
        var beside: [FoundRecord] = []
        for place in granules.sorted().prefix(Tracer.mostGranules) {
            let records = try lookup.records(
                inGranule: place.granule, of: place.archive, unread: &collection.unread
            ) { fields in
                fields.kind == .header || fields.kind == .connection && processes.contain(fields)
            }
            beside += records.filter { $0.fields?.kind == .connection }
            beside += HeaderBlocks.lines(records, of: headers)
        }
        return beside
    }

    /// The header lines with the message's id that stand behind an enqueue of its own, and of no other message with that id.
    private func headers(
        of message: [Int], _ steps: [StoryStep], _ collection: MessageCollection
    ) -> Set<MessageCollection.RecordPlace> {
        let ids = Set(steps.compactMap(\.ownID))
        let own = Set(message)
        var headers: Set<MessageCollection.RecordPlace> = []
        var enqueues: [Int] = []
        for (place, record) in collection.records.enumerated() {
            if let step = collection.steps[place], step.isEnqueue, let id = step.ownID, ids.contains(id) {
                enqueues.append(place)
            }
            guard record.isHeader(of: ids) else { continue }
            let near = enqueues.suffix(Tracer.mostGranules).reversed().prefix {
                isBehind(record, collection.records[$0])
            }
            if !near.isEmpty, near.allSatisfy(own.contains) {
                headers.insert(MessageCollection.RecordPlace(record))
            }
        }
        return headers
    }

    private func isBehind(_ header: FoundRecord, _ enqueue: FoundRecord) -> Bool {
        guard header.archive == enqueue.archive, let stamp = header.stamp, let enqueued = enqueue.stamp else {
            return false
        }
        return stamp.distance(to: enqueued...enqueued) <= HeaderBlocks.longestPause
    }

    /// A record's granule and those beside it.
    private func around(_ record: FoundRecord) -> [GranulePlace] {
        let granule = lookup.granule(of: record)
        return (max(0, granule - 1)...granule + 1).map { GranulePlace(archive: record.archive, granule: $0) }
    }
}

/// A granule of an archive.
private struct GranulePlace: Hashable, Comparable {
    let archive: ArchiveID
    let granule: Int

    static func < (left: GranulePlace, right: GranulePlace) -> Bool {
        (left.archive, left.granule) < (right.archive, right.granule)
    }
}

/// One half of a handover from queue to queue: all that both halves have in common, and which one it is.
private struct Handover: Hashable {
    let channel: [UInt8]
    let sender: [UInt8]
    let original: [UInt8]
    let isEnqueue: Bool

    /// The half that a record is.
    init?(_ fields: LogRecord) {
        guard fields.kind == .message, let letter = fields.actionLetter, "ED".utf8.contains(letter) else { return nil }
        channel = fields.text(.sourceChannel) ?? []
        sender = fields.text(.envelopeFrom) ?? []
        original = fields.text(.originalRecipient) ?? []
        isEnqueue = letter == UInt8(ascii: "E")
    }

    private init(besides step: StoryStep, isEnqueue: Bool) {
        channel = step.source
        sender = step.sender
        original = step.original
        self.isEnqueue = isEnqueue
    }

    /// The halves that a message lacks, each with the step that is the other half.
    static func missing(_ table: HopTable, _ feeding: Feeding) -> [(step: Int, Handover)] {
        var missing: [(Int, Handover)] = []
        for (place, stay) in table.stays.enumerated() {
            if feeding.followers[place] == 0, let end = stay.end {
                let step = table.steps[end]
                if step.isHandingOn, HandingChannels.contain(step.source) {
                    missing.append((end, Handover(besides: step, isEnqueue: true)))
                }
            }
            if feeding.before[place] == nil, feeding.list[place] == nil, let enqueue = stay.enqueue {
                let step = table.steps[enqueue]
                if HandingChannels.contain(step.source) {
                    missing.append((enqueue, Handover(besides: step, isEnqueue: false)))
                }
            }
        }
        return missing
    }
}

/// The processes that a message's records name, and when.
private struct Processes {
    private var times: [[UInt8]: ClosedRange<Stamp>] = [:]

    /// A process id is given again; a connection is no older or younger than this beside the message's record.
    private static let longest: Int64 = 360_000

    init(_ steps: [StoryStep]) {
        for step in steps {
            guard let id = step.processID, let stamp = step.stamp else { continue }
            let old = times[id] ?? stamp...stamp
            times[id] = min(old.lowerBound, stamp)...max(old.upperBound, stamp)
        }
    }

    var isEmpty: Bool { times.isEmpty }

    func contain(_ fields: LogRecord) -> Bool {
        guard let id = fields.text(.processID), let time = times[id], let stamp = fields.stamp else { return false }
        return stamp.distance(to: time) <= Processes.longest
    }
}

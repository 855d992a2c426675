import IndexModel
import MTALog

/// Finding all of a message: from keys to records, from records to further keys, until nothing new appears.
extension Tracer where Snapshot: ~Copyable {
    /// Rounds of looking up keys; each channel that changes the id, and each change of option, takes one or two.
    private static var mostRounds: Int { 24 }
    /// Keys looked up for one message: a recipient may have a queue file of its own.
    private static var mostKeys: Int { 250_000 }

    mutating func collect(_ collection: inout MessageCollection) throws(IndexError) {
        collection.unreadPlaces = try ask(collection.pattern, &collection)
        collection.noteHolders(collection.records)
        for _ in 0..<Tracer.mostRounds {
            let missing = missingKeys(collection)
            guard !missing.ids.isEmpty || !missing.files.isEmpty else {
                guard try addNeighbours(&collection) else { return }
                continue
            }
            let room = Tracer.mostKeys - collection.askedIDs.count - collection.askedFiles.count
            guard missing.ids.count + missing.files.count <= room, !collection.isLimited else {
                collection.keysLeftOut = missing.ids.count + missing.files.count
                break
            }
            collection.askedIDs.formUnion(missing.ids)
            collection.askedFiles.formUnion(missing.files)
            if let ids = KeyPattern(messageIDs: missing.ids) { try ask(ids, &collection) }
            if let files = KeyPattern(queueFiles: missing.files) { try ask(files, &collection) }
        }
        collection.isLimited = true
    }

    /// Gives where the index has records of the keys that could not be read.
    @discardableResult
    private mutating func ask(
        _ pattern: KeyPattern, _ collection: inout MessageCollection
    ) throws(IndexError) -> [UnreadPlace] {
        var results = try lookup.results(of: pattern)
        var records: [FoundRecord] = []
        while let record = try lookup.next(of: &results) { records.append(record) }
        collection.unread.formUnion(results.unread)
        collection.add(records)
        return results.unreadPlaces
    }

    /// Ids that were not asked for; and queue files, where something of their queue is missing. Records of a queue
    /// that is told from its enqueue to its end lead nowhere else.
    private func missingKeys(_ collection: MessageCollection) -> (ids: Set<[UInt8]>, files: Set<[UInt8]>) {
        var ids: Set<[UInt8]> = []
        var files: Set<[UInt8]> = []
        for message in collection.messages {
            let table = HopTable(ownSteps(message, of: collection))
            for step in table.steps {
                // An envelope id may be a constant of some client: it leads on only where nothing else does.
                if let id = step.ownID ?? step.envelopeID { ids.insert(id) }
                if HandingChannels.contain(step.source), let id = step.envelopeID { ids.insert(id) }
                if step.ownID == nil, let file = step.file { files.insert(file.base) }
            }
            for stay in table.stays where stay.enqueue == nil || stay.end == nil {
                for index in [stay.enqueue].compactMap(\.self) + stay.attempts {
                    if let file = table.steps[index].file { files.insert(file.base) }
                }
            }
        }
        return (ids.subtracting(collection.askedIDs), files.subtracting(collection.askedFiles))
    }

    /// A message's own records, as steps.
    func ownSteps(_ message: [Int], of collection: MessageCollection) -> [StoryStep] {
        StoryAssembler.ownSteps(message.compactMap { collection.steps[$0] })
    }
}

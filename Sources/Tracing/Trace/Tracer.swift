public import LogIndex
public import MTALog
import SystemPackage

/// From a key to the stories of the messages that it leads to. One snapshot of the index, for one key or many.
///
///     var tracer = try Tracer(try reader.snapshot())
///     let answer = try tracer.answer(try KeyPattern(typed))
public struct Tracer: ~Copyable {
    var lookup: Lookup
    /// What the catalog knows of the archives.
    let archives: [ArchiveEntry]
    let archiveSpan: StoryAssembler.Coverage

    /// How many archives the catalog has.
    public var archiveCount: Int { archives.count }

    /// - Parameter layout: the LOG_* options that the log was written with, where someone knows them.
    public init(_ snapshot: consuming Snapshot, layout: LayoutOptions? = nil) throws(IndexError) {
        let archives = try snapshot.archives()
        let lookup = try Lookup(snapshot, parser: RecordParser(stated: layout))
        self.archives = archives
        archiveSpan = StoryAssembler.Coverage(
            begin: archives.compactMap(\.counts.firstMoment).min().map { Stamp(hundredths: $0) },
            end: archives.compactMap(\.counts.lastMoment).max().map { Stamp(hundredths: $0) })
        self.lookup = lookup
    }

    /// What a "no" rests on, as `Lookup` tells it.
    public mutating func coverage() throws(IndexError) -> Coverage { try lookup.coverage() }

    /// The stories of the messages that have a record of the key in a span of time, each told whole.
    ///
    /// O(records of the messages), each granule that holds some decoded.
    ///
    /// - Parameter related: also the notifications about those messages, and the messages that they are notifications of.
    public mutating func answer(
        _ pattern: KeyPattern, in span: Lookup.Span = Lookup.Span(), related: Bool = false
    ) throws(IndexError) -> TraceAnswer {
        var answer = try stories(of: pattern, in: span)
        guard related else { return answer }
        let ties = answer.stories.flatMap { $0.notifications + $0.notificationOf }
        guard let others = KeyPattern(messageIDs: Set(ties.map(\.messageID))) else { return answer }
        let found = try stories(of: others, in: Lookup.Span())
        let told = Set(answer.stories.compactMap(\.records.first))
        answer.related = found.stories.filter { $0.records.first.map { !told.contains($0) } ?? false }
        answer.unread += found.unread.filter { !answer.unread.contains($0) }
        return answer
    }

    private mutating func stories(of pattern: KeyPattern, in span: Lookup.Span) throws(IndexError) -> TraceAnswer {
        var collection = MessageCollection(pattern, span)
        try collect(&collection)
        var stories: [Story] = []
        for message in collection.messages {
            let beside = try recordsBeside(message, of: collection)
            let records = (message.map { collection.records[$0] } + beside).inTimeOrderTellingEachOnce()
            var story = StoryAssembler.story(of: records, coverage: archiveSpan)
            story.basis.neighbours = collection.hasNeighbours(message)
            addGaps(&story, collection)
            stories.append(story)
        }
        // An answer "no" is only as good as what was searched.
        let unread = stories.isEmpty ? collection.unread.union(partial) : collection.unread
        return TraceAnswer(stories: stories, unread: unread.sorted { $0.path.string < $1.path.string })
    }

    /// Archives that are indexed only in part.
    private var partial: [UnreadArchive] {
        archives.compactMap { entry in
            entry.problem.map { UnreadArchive(path: entry.firstPath, reason: $0.text) }
        }
    }

    private func addGaps(_ story: inout Story, _ collection: MessageCollection) {
        for archive in collection.unread.sorted(by: { $0.path.string < $1.path.string }) {
            let counts = archives.first { $0.firstPath == archive.path }?.counts
            story.gaps.append(
                .archiveNotRead(
                    path: archive.path, reason: archive.reason, from: counts?.first, to: counts?.last))
        }
        for entry in archives where mayMiss(entry, story) {
            guard let problem = entry.problem, !collection.unread.contains(where: { $0.path == entry.firstPath }) else {
                continue
            }
            story.gaps.append(
                .archiveNotRead(
                    path: entry.firstPath, reason: problem.text, from: entry.counts.first, to: entry.counts.last))
        }
        if collection.leftOut > 0 { story.gaps.append(.othersLeftOut(count: collection.leftOut)) }
        if collection.isLimited { story.gaps.append(.limitReached) }
    }

    /// Whether the part of an archive that is not indexed may tell more of the story: it lies behind the part that is,
    /// and before the next archive begins.
    private func mayMiss(_ entry: ArchiveEntry, _ story: Story) -> Bool {
        guard entry.problem != nil, let begin = story.records.compactMap(\.stamp).min(),
            let last = story.records.compactMap(\.stamp).max()
        else { return false }
        let lastKnown = entry.counts.lastMoment ?? .min
        let next = archives.compactMap(\.counts.firstMoment).filter { $0 > lastKnown }.min() ?? .max
        let isOpen = story.recipients.contains { $0.settled == nil }
        return next >= begin.hundredths && (isOpen || lastKnown <= last.hundredths)
    }
}

extension ArchiveCounts {
    fileprivate var first: Stamp? { firstMoment.map { Stamp(hundredths: $0) } }
    fileprivate var last: Stamp? { lastMoment.map { Stamp(hundredths: $0) } }
}

public import IndexModel
public import MTALog

/// From a key to the stories of the messages that it leads to. One snapshot of the index, for one key or many.
///
///     var tracer = try Tracer(try reader.snapshot())
///     let answer = try tracer.answer(try KeyPattern(typed))
public struct Tracer<Snapshot: IndexSnapshot & ~Copyable>: ~Copyable {
    var lookup: Lookup<Snapshot>
    /// What the catalog knows of the archives.
    let archives: [ArchiveEntry]
    let archiveSpan: StoryAssembler.Coverage
    private let ends: ArchiveEnds

    /// How many archives the catalog has.
    public var archiveCount: Int { archives.count }

    /// - Parameter layout: the LOG_* options that the log was written with, where someone knows them.
    public init(_ snapshot: consuming Snapshot, layout: LayoutOptions? = nil) throws(IndexError) {
        let archives = try snapshot.archives()
        let lookup = try Lookup(snapshot, parser: RecordParser(stated: layout))
        self.archives = archives
        ends = ArchiveEnds(archives)
        archiveSpan = StoryAssembler.Coverage(
            begin: archives.compactMap(\.counts.firstMoment).min().map { Stamp(hundredths: $0) },
            end: archives.compactMap(\.counts.lastMoment).max().map { Stamp(hundredths: $0) }, holes: ends.holes)
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
        _ pattern: KeyPattern, in span: TimeSpan = TimeSpan(), related: Bool = false
    ) throws(IndexError) -> TraceAnswer {
        var answer = try stories(of: pattern, in: span)
        guard related else { return answer }
        let ties = answer.stories.flatMap { $0.notifications + $0.notificationOf }
        guard let others = KeyPattern(messageIDs: Set(ties.map(\.messageID))) else { return answer }
        let found = try stories(of: others, in: TimeSpan())
        let told = Set(answer.stories.compactMap(\.records.first))
        answer.related = found.stories.filter { $0.records.first.map { !told.contains($0) } ?? false }
        answer.unread = Set(answer.unread + found.unread).sorted()
        return answer
    }

    private mutating func stories(of pattern: KeyPattern, in span: TimeSpan) throws(IndexError) -> TraceAnswer {
        var collection = MessageCollection(pattern, span, mostMessages: Tracer.mostStories)
        try collect(&collection)
        var stories: [Story] = []
        for message in collection.messages {
            let beside = try recordsBeside(message, of: &collection)
            let records = (message.map { collection.records[$0] } + beside).inOrderTellingEachOnce()
            var story = StoryAssembler.story(of: records, coverage: archiveSpan)
            story.basis.neighbours = collection.hasNeighbours(message)
            stories.append(story)
        }
        if stories.isEmpty, case let found = collection.found, !found.isEmpty {
            stories.append(Story(notUnderstood: found))
        }
        // What could not be read beside one message's records may belong to another's.
        for place in stories.indices { addGaps(&stories[place], collection) }
        // An answer "no" is only as good as what was searched.
        let unread = stories.isEmpty ? collection.unread.union(partial) : collection.unread
        return TraceAnswer(
            stories: stories, untold: collection.untold, unread: unread.sorted(),
            unreadPlaces: collection.unreadPlaces)
    }

    /// More messages of one key are not told, but counted.
    private static var mostStories: Int { 32 }

    /// All records of the messages that have a record of the key in a span of time, as far as they lie in it, those that name
    /// them too; and all that hold the key. In the order of `MergedOrder`.
    ///
    /// O(records of the messages) time and memory.
    public mutating func records(
        of pattern: KeyPattern, in span: TimeSpan = TimeSpan()
    ) throws(IndexError) -> (answer: LookupAnswer, isWhole: Bool) {
        var collection = MessageCollection(pattern, span, mostMessages: .max)
        try collect(&collection)
        let places = Set(collection.messages.flatMap(\.self))
        let records = collection.records.indices.filter { place in
            guard span.contains(collection.records[place].stamp) else { return false }
            return places.contains(place) || collection.holdsKey(place)
        }.map { collection.records[$0] }
        let unread = records.isEmpty ? collection.unread.union(partial) : collection.unread
        let answer = LookupAnswer(
            records: records, unread: unread.sorted(), unreadPlaces: collection.unreadPlaces)
        return (answer, !collection.isLimited)
    }

    /// Archives that are indexed only in part.
    private var partial: [UnreadArchive] { ends.partial.map { UnreadArchive(archives[$0]) } }

    private func addGaps(_ story: inout Story, _ collection: MessageCollection) {
        for archive in collection.unread.sorted() {
            addGap(archive, counts: ends.place(of: archive.archive).map { archives[$0].counts }, to: &story)
        }
        let named = Set(collection.unread.map(\.archive))
        let span = story.span
        for place in ends.partial where !named.contains(archives[place].id) {
            guard let span, mayMiss(place, story, span) else { continue }
            addGap(UnreadArchive(archives[place]), counts: archives[place].counts, to: &story)
        }
        if collection.leftOut > 0 { story.gaps.append(.othersLeftOut(count: collection.leftOut)) }
        if collection.isLimited { story.gaps.append(.limitReached(keys: collection.keysLeftOut)) }
    }

    private func addGap(_ archive: UnreadArchive, counts: ArchiveCounts?, to story: inout Story) {
        story.gaps.append(.archiveNotRead(archive, from: counts?.first, to: counts?.last))
    }

    /// Whether the part of an archive that is not indexed may tell more of the story: it lies behind the part that is,
    /// and before the next archive begins. O(log archives).
    private func mayMiss(_ place: Int, _ story: Story, _ span: ClosedRange<Stamp>) -> Bool {
        let lastKnown = archives[place].counts.last
        let isOpen = story.recipients.contains { $0.settled == nil }
        if let next = ends.firstBeginning(behind: lastKnown), next < span.lowerBound { return false }
        return isOpen || lastKnown.map { $0 <= span.upperBound } ?? true
    }
}

/// Where archives begin and which of them are indexed only in part, so that nobody looks through all for that.
struct ArchiveEnds {
    /// The places of those that are indexed only in part.
    let partial: [Int]
    /// Long spans of which none has a record, ascending.
    let holes: [ClosedRange<Stamp>]
    /// The first moments of all that have one, ascending.
    private let beginnings: [Stamp]
    /// The places by the archives' numbers.
    private let places: [ArchiveID: Int]

    init(_ archives: [ArchiveEntry]) {
        partial = archives.indices.filter { archives[$0].partlyIndexed != nil }
        holes = ArchiveEnds.holes(archives)
        beginnings = archives.compactMap(\.counts.first).sorted()
        places = Dictionary(zip(archives.map(\.id), archives.indices), uniquingKeysWith: { first, _ in first })
    }

    /// A quiet site may have no mail in a night; more than half a day of which nothing is there is told.
    private static let leastHole: Int64 = 12 * 360_000

    private static func holes(_ archives: [ArchiveEntry]) -> [ClosedRange<Stamp>] {
        let spans = archives.compactMap { archive -> ClosedRange<Stamp>? in
            guard let first = archive.counts.first, let last = archive.counts.last, first <= last else { return nil }
            return first...last
        }
        var holes: [ClosedRange<Stamp>] = []
        var end: Stamp?
        for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let end, span.lowerBound.hundredths(since: end) >= leastHole { holes.append(end...span.lowerBound) }
            end = max(end ?? span.upperBound, span.upperBound)
        }
        return holes
    }

    func place(of archive: ArchiveID) -> Int? { places[archive] }

    /// The first moment of the next archive that begins later than this; nil where none does.
    func firstBeginning(behind stamp: Stamp?) -> Stamp? {
        guard let stamp else { return beginnings.first }
        var (low, high) = (0, beginnings.count)
        while low < high {
            let middle = (low + high) / 2
            if beginnings[middle] <= stamp { low = middle + 1 } else { high = middle }
        }
        return low < beginnings.count ? beginnings[low] : nil
    }
}

extension Story {
    /// From its first to its last moment; nil where no record has one.
    fileprivate var span: ClosedRange<Stamp>? {
        let stamps = records.compactMap(\.stamp)
        guard let first = stamps.min(), let last = stamps.max() else { return nil }
        return first...last
    }
}

extension ArchiveCounts {
    fileprivate var first: Stamp? { firstMoment.map { Stamp(hundredths: $0) } }
    fileprivate var last: Stamp? { lastMoment.map { Stamp(hundredths: $0) } }
}

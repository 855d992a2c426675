import IndexModel
import MTALog

/// The records that a lookup finds, read as they are asked for: archive by archive the granules in their order, merged
/// by time. At one time there is in memory what one granule of each archive has of which the time has come.
public struct LookupResults {
    /// How many records have been given.
    public private(set) var count = 0

    private var search: KeySearch
    private let span: TimeSpan
    /// What was found on the way to where the records are.
    private var kept: SortedTable<PostingLocation, [FoundRecord]>
    private var shares: [Share] = []
    private var order = MergedOrder()
    /// Whether granules are too many to be kept for another lookup.
    private let isLong: Bool
    private var hasBegun = false
    /// The time in the order of the record given last.
    private var time = Stamp(hundredths: .min)
    /// Records of one moment that several archives may tell.
    private var ready: [FoundRecord] = []
    private var nextReady = 0
    /// Where those of one moment are many: which of them were told already.
    private var twins: TwinFilter?

    static let mostKeptBytes = 4 << 20
    private static let mostKeptGranules = 64
    /// So many of one moment are compared at once, byte for byte.
    static let mostTwins = 4096

    /// What one archive has of the records.
    private struct Share {
        let archive: ArchiveID
        /// The postings that are still to be read.
        var postings: Range<Int>
        /// Of the granule read last, and the next of them.
        var records: [FoundRecord] = []
        var next = 0
        var time = ArchiveTime()
    }

    init(_ search: KeySearch, kept: SortedTable<PostingLocation, [FoundRecord]>, span: TimeSpan) {
        self.search = search
        self.kept = kept
        self.span = span
        var place = 0
        while place < search.postings.count {
            let archive = search.postings[place].location.archive
            let start = place
            while place < search.postings.count, search.postings[place].location.archive == archive { place += 1 }
            shares.append(Share(archive: archive, postings: start..<place))
        }
        isLong = search.postings.count > LookupResults.mostKeptGranules
    }

    /// How many keys of records were compared with those looked for: the work done.
    var comparisons: Int { search.table.comparisons }

    /// Archives that hold, or may hold, records of the key and could not be searched: so far as they were needed.
    public var unread: [UnreadArchive] { search.unread.sorted() }

    /// Where the index has records of the key that could not be read.
    public var unreadPlaces: [UnreadPlace] { search.unreadPlaces }

    mutating func next(with lookup: inout Lookup<some IndexSnapshot & ~Copyable>) throws(IndexError) -> FoundRecord? {
        if !hasBegun { try begin(with: &lookup) }
        let record = shares.count > 1 ? try nextToldOnce(with: &lookup) : try nextInOrder(with: &lookup)
        if record != nil { count += 1 }
        return record
    }

    private mutating func begin(with lookup: inout Lookup<some IndexSnapshot & ~Copyable>) throws(IndexError) {
        hasBegun = true
        for place in shares.indices {
            // A single archive needs no time.
            let first = shares.count > 1 ? try lookup.firstStamp(of: shares[place].archive) : nil
            shares[place].time = first.map { ArchiveTime(from: $0) } ?? ArchiveTime()
            order.insert(
                MergedOrder.Head(time: first ?? Stamp(hundredths: .min), archive: place, isBound: true))
        }
    }

    private mutating func nextInOrder(with lookup: inout Lookup<some IndexSnapshot & ~Copyable>) throws(IndexError)
        -> FoundRecord?
    {
        while let head = order.popFirst() {
            if head.isBound {
                try fill(head.archive, with: &lookup)
                continue
            }
            time = head.time
            let record = shares[head.archive].records[shares[head.archive].next]
            shares[head.archive].next += 1
            try fill(head.archive, with: &lookup)
            return record
        }
        return nil
    }

    /// Has the next record of an archive take its place in the order, where there is one.
    private mutating func fill(_ place: Int, with lookup: inout Lookup<some IndexSnapshot & ~Copyable>)
        throws(IndexError)
    {
        while shares[place].next == shares[place].records.count, !shares[place].postings.isEmpty {
            let granule = search.granule(at: shares[place].postings.lowerBound)
            shares[place].postings = granule.upperBound..<shares[place].postings.upperBound
            shares[place].records = try read(granule, with: &lookup)
            if span.isBounded { shares[place].records.removeAll { !span.contains($0.stamp) } }
            shares[place].next = 0
        }
        guard shares[place].next < shares[place].records.count else { return shares[place].records = [] }
        let stamp = shares[place].records[shares[place].next].stamp
        order.insert(MergedOrder.Head(time: shares[place].time.time(of: stamp), archive: place))
    }

    private mutating func read(_ granule: Range<Int>, with lookup: inout Lookup<some IndexSnapshot & ~Copyable>)
        throws(IndexError) -> [FoundRecord]
    {
        let location = search.postings[granule.lowerBound].location
        if let found = kept[location] {
            kept[location] = nil
            return found
        }
        return try lookup.read(granule, isKept: !isLong, for: &search)
    }

    /// Gathers what has one moment, and leaves out what another archive tells. Identical records have one stamp.
    private mutating func nextToldOnce(with lookup: inout Lookup<some IndexSnapshot & ~Copyable>) throws(IndexError)
        -> FoundRecord?
    {
        while nextReady == ready.count {
            ready.removeAll(keepingCapacity: true)
            nextReady = 0
            if twins != nil {
                guard let record = try nextOfSameTime(with: &lookup) else {
                    twins = nil
                    continue
                }
                if twins?.admits(record) == true { return record }
                continue
            }
            guard let first = try nextInOrder(with: &lookup) else { return nil }
            ready.append(first)
            while ready.count < LookupResults.mostTwins, let record = try nextOfSameTime(with: &lookup) {
                ready.append(record)
            }
            if ready.count < LookupResults.mostTwins {
                ready = ready.toldOnce
            } else {
                var filter = TwinFilter()
                ready = ready.filter { filter.admits($0) }
                twins = filter
            }
        }
        defer { nextReady += 1 }
        return ready[nextReady]
    }

    /// The next record, if it has the time of the one before.
    private mutating func nextOfSameTime(with lookup: inout Lookup<some IndexSnapshot & ~Copyable>) throws(IndexError)
        -> FoundRecord?
    {
        let time = time
        while let head = order.first, head.time == time {
            guard head.isBound else { return try nextInOrder(with: &lookup) }
            _ = order.popFirst()
            try fill(head.archive, with: &lookup)
        }
        return nil
    }
}

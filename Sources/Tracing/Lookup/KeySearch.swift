import ByteScanning
import IndexModel
import MTALog

/// What one search looks for, where, and what it has met so far.
struct KeySearch {
    /// A granule, and an entry of the table that has a posting of it.
    struct Posting {
        let location: PostingLocation
        let entry: Int
    }

    /// A message-ID that a queue file leads to, and a granule where a record has both.
    private struct Target {
        let id: [UInt8]
        let location: PostingLocation
    }

    var table: KeyTable
    /// In the order of archives and granules.
    private(set) var postings: [Posting] = []
    /// The whole name that a queue file must have; nil for any.
    let exactName: [UInt8]?
    private(set) var unread: Set<UnreadArchive> = []
    private(set) var unreadPlaces: [UnreadPlace] = []
    /// By their hashes.
    private var targets = SortedTable<UInt64, Target>()
    /// Whether queue files are followed to the message-IDs that they lead to.
    var isFollowing: Bool
    /// Of each entry, the number of the granule that must explain it; and how many the granule at hand still must.
    private var explainedBy: [Int] = []
    private var granuleNumber = 0
    private var unexplained = 0

    init(_ pattern: KeyPattern, in snapshot: borrowing some IndexSnapshot & ~Copyable) {
        table = KeyTable(snapshot.hasher, snapshot.precision)
        table.add(pattern.candidates.lazy.map { (kind: $0.kind, bytes: $0.bytes) }, areWanted: true)
        exactName = pattern.exactName
        isFollowing = table.hasQueueFiles
    }

    /// Notes a place that cannot be read; those of one archive are one.
    mutating func note(_ archive: UnreadArchive, at bytes: Range<UInt64>) {
        unread.insert(archive)
        if let last = unreadPlaces.indices.last, unreadPlaces[last].archive == archive {
            let known = unreadPlaces[last].bytes
            unreadPlaces[last].bytes =
                min(known.lowerBound, bytes.lowerBound)..<max(known.upperBound, bytes.upperBound)
        } else {
            unreadPlaces.append(UnreadPlace(archive: archive, bytes: bytes))
        }
    }
}

// MARK: Where to search

extension KeySearch {
    /// Asks the index where the entries from one place on stand. O(entries and postings), sorted.
    mutating func locate(from first: Int = 0, in snapshot: borrowing some IndexSnapshot & ~Copyable) throws(IndexError)
    {
        for place in table.entries.indices[first...] {
            let entry = table.entries[place]
            for location in try snapshot.locations(ofHash: entry.hash, in: entry.family) {
                postings.append(Posting(location: location, entry: place))
            }
        }
        postings.sort { ($0.location, $0.entry) < ($1.location, $1.entry) }
    }

    /// Adds the message-IDs that the queue files were seen to lead to, and where they stand.
    ///
    /// Gives where an id was read that the index does not have there: the archive is not what was indexed.
    mutating func locateTargets(in snapshot: borrowing some IndexSnapshot & ~Copyable) throws(IndexError)
        -> [PostingLocation]
    {
        isFollowing = false
        let first = table.entries.count
        table.add(targets.entries.lazy.map { (kind: KeyKind.messageID, bytes: $0.value.id) }, areWanted: false)
        try locate(from: first, in: snapshot)
        return targets.entries.enumerated().compactMap { number, target in
            hasPosting(of: first + number, at: target.value.location) ? nil : target.value.location
        }
    }

    private func hasPosting(of entry: Int, at location: PostingLocation) -> Bool {
        var (low, high) = (0, postings.count)
        while low < high {
            let middle = (low + high) / 2
            let other = postings[middle]
            if (other.location, other.entry) < (location, entry) { low = middle + 1 } else { high = middle }
        }
        return low < postings.count && postings[low].location == location && postings[low].entry == entry
    }

    /// The postings of the granule that comes at a place in the list.
    func granule(at place: Int) -> Range<Int> {
        var end = place
        while end < postings.count, postings[end].location == postings[place].location { end += 1 }
        return place..<end
    }
}

// MARK: What is met

extension KeySearch {
    mutating func begin(_ granule: Range<Int>) {
        granuleNumber += 1
        unexplained = granule.count
        while explainedBy.count < table.entries.count { explainedBy.append(0) }
        for place in granule { explainedBy[postings[place].entry] = granuleNumber }
    }

    /// Whether the record that was given to the extractor last is looked for; explains postings and notes where its queue
    /// file leads.
    mutating func isWanted(
        _ extractor: borrowing KeyExtractor, in text: Span<UInt8>, at location: PostingLocation
    ) -> Bool {
        var isFound = false
        for key in extractor.keys {
            guard let place = table.place(of: extractor.bytes(of: key, in: text), key.kind) else { continue }
            explain(place)
            guard !isFound, table.entries[place].isWanted else { continue }
            isFound = exactName == nil || extractor.name(of: key, in: text) == exactName
        }
        if isFollowing { follow(extractor, in: text, at: location) }
        return isFound
    }

    /// Notes where a queue file leads, by the same rule as the index: a key that only shares the first bits of the hash
    /// may be the one whose granule was kept for both.
    private mutating func follow(
        _ extractor: borrowing KeyExtractor, in text: Span<UInt8>, at location: PostingLocation
    ) {
        guard extractor.isSure else { return }
        var leads = false
        for key in extractor.keys where key.kind == .queueFile {
            let hash = table.hasher.hash(extractor.bytes(of: key, in: text))
            let entries = table.entries
            table.forEachPlace(sharing: hash) { if entries[$0].kind == .queueFile { leads = true } }
        }
        guard leads else { return }
        for key in extractor.keys where key.kind == .messageID {
            let id = extractor.bytes(of: key, in: text)
            let hash = table.hasher.hash(id)
            if targets[hash] == nil { targets[hash] = Target(id: id.bytes(in: id.indices), location: location) }
            return
        }
    }

    /// Whether a key of the granule has still to be found, so that its records are to be looked at again.
    var isUnexplained: Bool { unexplained > 0 }

    private mutating func explain(_ place: Int) {
        guard explainedBy[place] == granuleNumber else { return }
        explainedBy[place] = 0
        unexplained -= 1
    }

    /// A key that merely shares the bits of the hash that the index has explains a posting as well.
    mutating func explain(_ extractor: borrowing KeyExtractor, in text: Span<UInt8>) {
        for key in extractor.keys {
            let hash = table.hasher.hash(extractor.bytes(of: key, in: text))
            var places: [Int] = []
            table.forEachPlace(sharing: hash) { places.append($0) }
            for place in places where table.entries[place].kind == key.kind { explain(place) }
        }
    }
}

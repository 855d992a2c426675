public import IndexModel
public import MTALog

/// The records of a key, one after the other.
extension Lookup where Snapshot: ~Copyable {
    /// All the records of a key, at once: for callers that know that they are few.
    ///
    /// Every candidate is checked against the decoded bytes. O(postings of the key), each a granule decoded.
    ///
    /// - Parameter wholeMessage: also the records that share a message-ID with those of the key.
    public mutating func records(
        of pattern: KeyPattern, in span: TimeSpan = TimeSpan(), wholeMessage: Bool = false
    ) throws(IndexError) -> LookupAnswer {
        var results = try results(of: pattern, in: span, wholeMessage: wholeMessage)
        var records: [FoundRecord] = []
        while let record = try next(of: &results) { records.append(record) }
        return LookupAnswer(records: records, unread: try unread(of: results), unreadPlaces: results.unreadPlaces)
    }

    /// Finds where the records of a key are; they are read by `next(of:)`, in memory that does not grow with them.
    ///
    /// O(postings), and for a queue file its first granules decoded.
    public mutating func results(
        of pattern: KeyPattern, in span: TimeSpan = TimeSpan(), wholeMessage: Bool = false
    ) throws(IndexError) -> LookupResults {
        var search = KeySearch(pattern, in: snapshot, collectingIDs: wholeMessage)
        var kept = try survey(&search)
        if wholeMessage {
            kept = SortedTable()
            try readAll(&search)
            var whole = KeySearch(pattern, in: snapshot)
            whole.noteUnread(of: search)
            whole.isFollowing = false
            let ids = (search.ids ?? []).filter { whole.isNew($0) }
            whole.table.add(ids.lazy.map { (kind: KeyKind.messageID, bytes: $0) }, areWanted: true)
            try whole.locate(in: snapshot)
            search = whole
        }
        return LookupResults(search, kept: kept, span: span)
    }

    /// Asks the index for the postings of a key, and reads the first granules of a queue file: they lead to a message,
    /// whose granules hold all the rest. Gives what was found there, as far as it is little.
    mutating func survey(
        _ search: inout KeySearch
    ) throws(IndexError) -> SortedTable<PostingLocation, [FoundRecord]> {
        var kept = SortedTable<PostingLocation, [FoundRecord]>()
        try search.locate(in: snapshot)
        guard search.isFollowing else { return kept }
        var room = LookupResults.mostKeptBytes
        var place = 0
        while place < search.postings.count {
            let granule = search.granule(at: place)
            let location = search.postings[place].location
            let found = try read(granule, isKept: true, for: &search)
            room -= found.reduce(0) { $0 + $1.bytes.count + 256 }
            if room > 0 { kept[location] = found }
            place = granule.upperBound
        }
        for location in try search.locateTargets(in: snapshot) {
            guard case .reader(let reader) = try reader(of: location.archive)?.file else { continue }
            let archive = reader.notAsIndexed(granule: location.granule) { offset throws(IndexError) in
                try frame(of: reader, atOrBefore: offset)
            }
            search.note(archive, at: bytes(ofGranules: location.granule...location.granule))
        }
        return kept
    }

    /// Reads everything that a search has postings of, for what it notes on the way.
    private mutating func readAll(_ search: inout KeySearch) throws(IndexError) {
        var place = 0
        while place < search.postings.count {
            let granule = search.granule(at: place)
            _ = try read(granule, isKept: true, for: &search)
            place = granule.upperBound
        }
    }

    /// The next record; nil behind the last one.
    public mutating func next(of results: inout LookupResults) throws(IndexError) -> FoundRecord? {
        try results.next(with: &self)
    }

    /// What could not be searched, when all the records have been read. An answer "no" is only as good as what was
    /// searched: it names what is indexed only in part, too.
    public mutating func unread(of results: LookupResults) throws(IndexError) -> [UnreadArchive] {
        guard results.count == 0 else { return results.unread }
        return Set(results.unread + (try coverage().partial.map(UnreadArchive.init))).sorted()
    }
}

extension KeySearch {
    /// Whether a message-ID is not looked for yet.
    fileprivate func isNew(_ id: [UInt8]) -> Bool {
        !table.entries.contains { $0.isWanted && $0.kind == .messageID && $0.bytes == id }
    }
}

public import IndexModel
public import MTALog

/// The records of a key, one after the other.
extension Lookup where Snapshot: ~Copyable {
    /// All the records of a key, at once: for callers that know that they are few.
    ///
    /// Every candidate is checked against the decoded bytes. O(postings of the key), each a granule decoded.
    public mutating func records(
        of pattern: KeyPattern, in span: TimeSpan = TimeSpan()
    ) throws(IndexError) -> LookupAnswer {
        var results = try results(of: pattern, in: span)
        var records: [FoundRecord] = []
        while let record = try next(of: &results) { records.append(record) }
        return LookupAnswer(records: records, unread: try unread(of: results), unreadPlaces: results.unreadPlaces)
    }

    /// Finds where the records of a key are; they are read by `next(of:)`, in memory that does not grow with them.
    ///
    /// O(postings), and for a queue file its first granules decoded.
    public mutating func results(
        of pattern: KeyPattern, in span: TimeSpan = TimeSpan()
    ) throws(IndexError) -> LookupResults {
        var search = KeySearch(pattern, in: snapshot)
        let kept = try survey(&search)
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

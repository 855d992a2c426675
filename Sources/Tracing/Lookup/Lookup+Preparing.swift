public import IndexModel
public import MTALog

/// Looking up many keys: where each key would have the same archive decoded again, all of them are read for together.
extension Lookup where Snapshot: ~Copyable {
    /// Decodes what the first of the keys will need, every archive from front to back, and keeps it. It changes no
    /// answer, only what answers cost.
    ///
    /// Gives for how many keys that is, at least one where there are any: look those up, then prepare for the others.
    /// O(granules), each decoded once.
    public mutating func prepare(for patterns: [KeyPattern]) throws(IndexError) -> Int {
        let limit = cache.capacity(ofGranules: 1 << snapshot.granuleShift) / 2
        var locations: [PostingLocation] = []
        var count = 0
        for pattern in patterns where locations.count < limit {
            count += 1
            let more = try self.locations(of: pattern).subtracting(sorted: locations)
            // Most keys of a long list may have none.
            if !more.isEmpty { locations = (locations + more).sortedOnce() }
        }
        guard count > 1 else { return count }
        try decode(locations)
        var second: [PostingLocation] = []
        for pattern in patterns.prefix(count) { second += try locationsBehind(pattern) }
        try decode(second.sortedOnce())
        return count
    }

    /// The granules that a key itself leads to, in the order of archives and offsets.
    private func locations(of pattern: KeyPattern) throws(IndexError) -> [PostingLocation] {
        var search = KeySearch(pattern, in: snapshot)
        try search.locate(in: snapshot)
        return search.postings.map(\.location).sortedOnce()
    }

    /// The granules that come second in the lookup of a queue file: those of its messages. Reads the first ones.
    private mutating func locationsBehind(_ pattern: KeyPattern) throws(IndexError) -> [PostingLocation] {
        guard pattern.candidates.contains(where: { $0.kind == .queueFile }) else { return [] }
        var search = KeySearch(pattern, in: snapshot)
        _ = try survey(&search)
        return search.postings.map(\.location).sortedOnce()
    }

    /// Decodes granules in the order in which they stand. What cannot be decoded is told when it is looked up.
    private mutating func decode(_ locations: [PostingLocation]) throws(IndexError) {
        for location in locations {
            guard case .reader(let reader) = try reader(of: location.archive)?.file, reader.isCompressed else {
                continue
            }
            _ = try? reader.withRecords(
                inGranule: location.granule,
                frame: { offset throws(IndexError) in try frame(of: reader, atOrBefore: offset) }, { _, _, _ in })
        }
    }
}

import Archives
import ByteScanning
public import LogIndex
public import MTALog

/// Looking up many keys: where each key would have the same archive decoded again, all of them are read for together.
extension Lookup {
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

    /// Decodes granules in the order in which they stand. What cannot be decoded is told when it is looked up.
    private mutating func decode(_ locations: [PostingLocation]) throws(IndexError) {
        for location in locations {
            guard case .reader(let reader) = try reader(of: location.archive), reader.isCompressed else { continue }
            _ = try? reader.withRecords(
                inGranule: location.granule,
                frame: { offset in
                    try? snapshot.frame(of: reader.frames, atOrBefore: offset).flatMap(Frame.init)
                }, { _, _, _ in })
        }
    }
}

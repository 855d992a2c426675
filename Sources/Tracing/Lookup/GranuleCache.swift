import IndexModel

/// The granules that were decoded last, so that keys looked up one after the other do not decode them again.
///
/// A class, for readers share it; never used by two threads.
final class GranuleCache {
    /// A decoded granule, with what is needed of the text around it.
    struct Granule {
        let text: [UInt8]
        /// Where the text begins in the archive's decoded bytes.
        let offset: UInt64
        /// The records that start in the granule.
        let records: [Range<Int>]
    }

    private struct Slot {
        let granule: Granule
        let lastUse: UInt64
    }

    private var slots = SortedTable<PostingLocation, Slot>()
    private var byteCount = 0
    private var clock: UInt64 = 0
    private let limit: Int

    /// - Parameter limit: bytes of text to keep; one granule is kept whatever its length.
    init(limit: Int = 32 << 20) {
        self.limit = limit
    }

    /// How many granules of this length it keeps.
    func capacity(ofGranules length: Int) -> Int { max(1, limit / length) }

    /// What is kept of a granule. O(log granules kept).
    subscript(location: PostingLocation) -> Granule? {
        clock += 1
        guard let granule = slots[location]?.granule else { return nil }
        slots[location] = Slot(granule: granule, lastUse: clock)
        return granule
    }

    /// Keeps a granule, in place of those that were not used for the longest time. O(granules kept).
    func keep(_ granule: Granule, of location: PostingLocation) {
        clock += 1
        byteCount += granule.text.count - (slots[location]?.granule.text.count ?? 0)
        slots[location] = Slot(granule: granule, lastUse: clock)
        while byteCount > limit, slots.entries.count > 1,
            let oldest = slots.entries.min(by: { $0.value.lastUse < $1.value.lastUse })
        {
            slots[oldest.key] = nil
            byteCount -= oldest.value.granule.text.count
        }
    }
}

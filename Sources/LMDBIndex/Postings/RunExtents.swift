import IndexModel

/// Which granules of which archives a run covers, and the ordinal it gives each: the extents in ascending order of
/// archive and granule, their granules counted through.
struct RunExtents: Sendable, Equatable {
    struct Extent: Sendable, Equatable {
        let archive: ArchiveID
        let granules: Range<Int>
        /// The ordinal of the first granule.
        let base: Int

        var ordinals: Range<Int> { base..<base + granules.count }
    }

    private(set) var extents: [Extent] = []

    /// One more than the greatest ordinal.
    var ordinalEnd: Int { extents.last?.ordinals.upperBound ?? 0 }

    /// The bits that an ordinal needs.
    var ordinalWidth: Int { Int.bitWidth - max(0, ordinalEnd - 1).leadingZeroBitCount }

    /// Adds granules behind all the others; those that continue the last extent lengthen it.
    mutating func append(_ archive: ArchiveID, _ granules: Range<Int>) {
        precondition(!granules.isEmpty)
        if let last = extents.last, last.archive == archive, granules.lowerBound <= last.granules.upperBound {
            precondition(granules.lowerBound >= last.granules.lowerBound)
            let end = max(last.granules.upperBound, granules.upperBound)
            extents[extents.count - 1] = Extent(
                archive: archive, granules: last.granules.lowerBound..<end, base: last.base)
        } else {
            precondition(
                extents.last.map { ($0.archive, $0.granules.upperBound) < (archive, granules.lowerBound) } ?? true)
            extents.append(Extent(archive: archive, granules: granules, base: ordinalEnd))
        }
    }

    /// The extents of sorted buffers, and for each buffer the ordinal of its first granule.
    static func covering(_ buffers: [PostingBuffer]) -> (extents: RunExtents, bases: [Int]) {
        var extents = RunExtents()
        let bases = buffers.map { buffer in
            extents.append(buffer.archive, buffer.firstGranule..<buffer.granuleEnd)
            let last = extents.extents[extents.extents.count - 1]
            return last.base + buffer.firstGranule - last.granules.lowerBound
        }
        return (extents, bases)
    }

    /// The granule of an ordinal, or nil where the run has no such ordinal. O(log extents).
    func location(ofOrdinal ordinal: Int) -> PostingLocation? {
        guard let extent = extent(ofOrdinal: ordinal) else { return nil }
        return PostingLocation(
            archive: extent.archive, granule: extent.granules.lowerBound + ordinal - extent.base)
    }

    /// The ordinal behind the last one of the archive that `ordinal` lies in.
    func endOfArchive(ofOrdinal ordinal: Int) -> Int {
        guard var index = index(ofOrdinal: ordinal) else { return ordinal + 1 }
        while index + 1 < extents.count, extents[index + 1].archive == extents[index].archive { index += 1 }
        return extents[index].ordinals.upperBound
    }

    private func extent(ofOrdinal ordinal: Int) -> Extent? {
        index(ofOrdinal: ordinal).map { extents[$0] }
    }

    private func index(ofOrdinal ordinal: Int) -> Int? {
        var low = 0
        var high = extents.count
        while low < high {
            let middle = (low + high) / 2
            if extents[middle].ordinals.upperBound <= ordinal { low = middle + 1 } else { high = middle }
        }
        return low < extents.count && extents[low].ordinals.contains(ordinal) ? low : nil
    }
}

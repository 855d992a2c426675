import IndexModel

/// What becomes of a run's ordinals when its postings go into another run: each granule's ordinal there, or none where
/// its archive was forgotten. Four bytes a granule, for a look-up without a search.
struct OrdinalMap: Sendable {
    private var targets: [UInt32]

    private static let none = UInt32.max

    /// - Parameter target: extents that hold each extent of `source` whole, or nothing of its archive.
    init(from source: RunExtents, to target: RunExtents) {
        targets = Array(repeating: OrdinalMap.none, count: source.ordinalEnd)
        var index = 0
        for extent in source.extents {
            while index < target.extents.count, target.extents[index].isBefore(extent) { index += 1 }
            guard index < target.extents.count, target.extents[index].archive == extent.archive else { continue }
            let first =
                target.extents[index].base + extent.granules.lowerBound
                - target.extents[index].granules.lowerBound
            for (place, ordinal) in zip(extent.ordinals, first...) { targets[place] = UInt32(ordinal) }
        }
    }

    /// One more than the greatest ordinal that is mapped.
    var count: Int { targets.count }

    /// The new ordinal; nil where the archive was forgotten. O(1).
    @inline(__always)
    subscript(_ ordinal: Int) -> Int? {
        let target = targets[ordinal]
        return target == OrdinalMap.none ? nil : Int(target)
    }
}

extension RunExtents {
    /// The extents of several runs together, those of forgotten archives left out.
    init(of runs: [RunExtents], keeping isKept: (ArchiveID) -> Bool) {
        self.init()
        let kept = runs.flatMap(\.extents).filter { isKept($0.archive) }
        for extent in kept.sorted(by: { ($0.archive, $0.granules.lowerBound) < ($1.archive, $1.granules.lowerBound) }) {
            append(extent.archive, extent.granules)
        }
    }

    /// How many granules belong to archives of a kind.
    func granuleCount(where isCounted: (ArchiveID) -> Bool) -> Int {
        extents.reduce(0) { $0 + (isCounted($1.archive) ? $1.granules.count : 0) }
    }
}

extension RunExtents.Extent {
    /// Whether it ends before another begins.
    fileprivate func isBefore(_ other: RunExtents.Extent) -> Bool {
        (archive, granules.upperBound) < (other.archive, other.granules.upperBound)
    }
}

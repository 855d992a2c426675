/// What a posting names: a granule of an archive.
public struct PostingLocation: Sendable, Hashable, Comparable {
    public let archive: ArchiveID
    public let granule: Int

    public init(archive: ArchiveID, granule: Int) {
        self.archive = archive
        self.granule = granule
    }

    public static func < (left: PostingLocation, right: PostingLocation) -> Bool {
        (left.archive, left.granule) < (right.archive, right.granule)
    }
}

/// Arrays that serve as sets: the first set or dictionary of a type makes Swift look for its conformances in the whole
/// program, which a lookup of a few milliseconds notices.
extension [PostingLocation] {
    /// In their order, each once. O(n log n).
    public func sortedOnce() -> [PostingLocation] {
        var kept: [PostingLocation] = []
        for location in sorted() where location != kept.last { kept.append(location) }
        return kept
    }

    /// Those that are not in `others`; both are sorted. O(n + others).
    public func subtracting(sorted others: [PostingLocation]) -> [PostingLocation] {
        var next = 0
        return filter { location in
            while next < others.count, others[next] < location { next += 1 }
            return next == others.count || others[next] != location
        }
    }
}

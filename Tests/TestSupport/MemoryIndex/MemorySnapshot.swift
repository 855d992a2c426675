public import Archives
public import ByteScanning
public import IndexModel

/// A `MemoryIndex` as it was at one moment.
public struct MemorySnapshot: IndexSnapshot, ~Copyable {
    private let contents: MemoryContents

    init(_ contents: MemoryContents) {
        self.contents = contents
    }

    public var hasher: KeyHasher { KeyHasher(seed: 11) }
    public var precision: HashPrecision { MemoryContents.precision }
    public var granuleShift: Int { 16 }

    public func locations(ofHash hash: UInt64, in family: KeyFamily) -> [PostingLocation] {
        contents.postings[MemoryContents.Key(family, hash: hash), default: []].sorted()
    }

    public func archive(_ id: ArchiveID) -> ArchiveEntry? { contents.archives[id] }

    public func archives() -> [ArchiveEntry] { contents.archives.values.sorted { $0.id < $1.id } }

    public func forEachLocation(_ body: (CatalogLocation) -> Void) {
        for archive in archives() {
            for known in archive.locations {
                var location = CatalogLocation(path: known.path.span)
                location.size = known.size
                location.modificationTime = known.modificationTime
                location.changeTime = known.changeTime
                location.inode = known.inode
                location.device = known.device
                location.isPresent = known.isPresent
                location.isWhole = known.problem == nil && archive.isWhole
                body(location)
            }
        }
    }

    public func archiveCount() -> Int { contents.archives.count }

    public func coverage() -> Coverage {
        let archives = archives()
        let unread = contents.inputs.unread.prefix(contents.inputs.unreadCount)
        return Coverage(
            archives: archives.count, firstMoment: archives.compactMap(\.counts.firstMoment).min(),
            lastMoment: archives.compactMap(\.counts.lastMoment).max(), partial: archives.filter { !$0.isWhole },
            unreadInputs: unread.count, firstUnread: Array(unread.prefix(Coverage.mostUnread)))
    }

    public func inputs() -> IndexInputs { contents.inputs }

    public func frame(of number: FrameSetID, atOrBefore offset: UInt64) -> Frame? {
        contents.frames[number]?.last { $0.decodedOffset <= offset }
    }

    public func frames(of number: FrameSetID, in offsets: Range<UInt64>) -> [Frame] {
        contents.frames[number, default: []].filter { offsets.contains($0.decodedOffset) }
    }

    public func longestFrame(of archive: ArchiveEntry) -> UInt64 {
        let location = archive.locations.first { $0.isPresent } ?? archive.locations.first
        let offsets = location.map { contents.frames[$0.frames, default: []].map(\.decodedOffset) } ?? []
        let starts = offsets.filter { $0 <= archive.indexedLength }
        return zip([0] + starts, starts + [archive.indexedLength]).map { $1 - $0 }.max() ?? 0
    }

    public func missing(from buffers: [PostingBuffer]) -> [MissingPosting] {
        buffers.flatMap { buffer in
            buffer.allPostings.compactMap { family, posting in
                let granule = buffer.firstGranule + posting.granule
                let location = PostingLocation(archive: buffer.archive, granule: granule)
                let isThere = locations(ofHash: posting.hash40 << 24, in: family).contains(location)
                return isThere ? nil : MissingPosting(family: family, granule: granule)
            }
        }
    }

    public func damage() -> [IndexError] { [] }
}

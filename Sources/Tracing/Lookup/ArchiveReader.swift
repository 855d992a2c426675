import Archives
import ByteScanning
import IndexModel
import MTALog
import SystemPackage

/// Reads the records of single granules from an archive that is in the catalog.
///
/// Kept open while one process looks up many keys; granules asked for in ascending order are decoded once, and those
/// decoded last are kept.
final class ArchiveReader {
    let path: FilePath
    private let id: ArchiveID
    private let file: ArchiveFile
    private let location: ArchiveLocation
    private var reader: RandomReader
    private let cache: GranuleCache
    private let granuleLength: Int
    /// How many decoded bytes the file has of those that are indexed; nil when it has them all.
    private let shortLength: UInt64?
    /// Whether the catalog says that the archive is torn, so that a tear is no news.
    private let isPartial: Bool
    private var tear: Tear?
    /// The decoded offset where decoding began that was checked last, and what its checksums said.
    private var checked: (start: UInt64, tear: Tear?)?

    /// Read beyond the granule at first: more than nearly every record needs.
    private static let slack = 4 << 10
    /// A record that ends this near the end of what was read may go on: what seems the next one's stamp may not be one.
    private static let longestLineStart = 1 << 10

    /// Opens the first location that still holds the archive's content, those that hold all of it first.
    ///
    /// - Throws: `UnreadArchive` where none does.
    init(_ entry: ArchiveEntry, granuleShift: Int, cache: GranuleCache) throws(UnreadArchive) {
        (file, location) = try ArchiveReader.open(entry)
        id = entry.id
        path = file.path
        reader = RandomReader(file)
        self.cache = cache
        granuleLength = 1 << granuleShift
        shortLength = entry.holdsAll(location) ? nil : location.length
        isPartial = entry.problem != nil
    }

    /// The number that the frames of the file are filed under.
    var frames: FrameSetID { location.frames }
    /// Whether the file was cut off since it was opened, so that what was read of it is worth nothing.
    var hasShrunk: Bool { file.hasShrunk }
    /// Whether reading it means decoding.
    var isCompressed: Bool { !file.isReadInPlace }

    /// Gives back what decoding takes; it begins at a frame again then.
    func dropDecoder() {
        reader = RandomReader(file)
    }

    private static func open(_ entry: ArchiveEntry) throws(UnreadArchive) -> (ArchiveFile, ArchiveLocation) {
        var reason = UnreadArchive.Reason.gone
        // One that was gone may have come back.
        let locations = entry.locations.filter(\.isPresent) + entry.locations.filter { !$0.isPresent }
        for location in locations.filter(entry.holdsAll) + locations.filter({ !entry.holdsAll($0) }) {
            do throws(ArchiveError) {
                // Whatever could be indexed can be read.
                let file = try ArchiveFile(
                    at: FilePath(bytes: location.path), toBeRead: .random, windowLimit: ArchiveFile.greatestWindowLimit)
                guard try entry.isContent(of: file, location) else {
                    reason = .changed
                    continue
                }
                if location.codec == file.codec.rawValue { return (file, location) }
                reason = .notAsIndexed(nil)
            } catch {
                if !error.saysAbsent { reason = .unreadable(error) }
            }
        }
        throw UnreadArchive(entry.id, path: entry.shownPath, reason)
    }

    private func unread(_ reason: UnreadArchive.Reason) -> UnreadArchive { UnreadArchive(id, path: path, reason) }

    /// Calls `body` with the text at hand, the decoded offset of its first byte, and the records that start in the
    /// granule.
    ///
    /// - Parameters:
    ///   - isKept: whether the granule may be asked for again soon.
    ///   - frame: the last frame at or before a decoded offset, as far as the index knows one.
    /// - Throws: `UnreadArchive` where the granule cannot be decoded, or not all of it.
    func withRecords(
        inGranule granule: Int, isKept: Bool = true, frame: (UInt64) throws(IndexError) -> Frame?,
        _ body: (Span<UInt8>, UInt64, [Range<Int>]) -> Void
    ) throws(UnreadArchive) {
        let start = granule * granuleLength
        if let shortLength, UInt64(start + granuleLength) > shortLength {
            throw unread(.shortened(length: shortLength))
        }
        let file = file
        if file.isReadInPlace {
            file.advise(.willNeed, start..<start + granuleLength + ArchiveReader.slack)
            withMappedRecords(file.bytes, start, body)
            // Pages that were read count as this process's memory.
            if !isKept { file.advise(.dontNeed, start..<start + granuleLength) }
        } else {
            let granule = try decodedGranule(granule, isKept, frame)
            body(granule.text.span, granule.offset, granule.records)
            if let tear, !isPartial { throw unread(.torn(tear)) }
        }
        if hasShrunk { throw unread(.cutOff) }
    }

    private func withMappedRecords(
        _ text: Span<UInt8>, _ start: Int, _ body: (Span<UInt8>, UInt64, [Range<Int>]) -> Void
    ) {
        let starts = min(start, text.count)..<min(start + granuleLength, text.count)
        body(text, 0, ArchiveReader.records(text, in: starts, knownStart: start == 0))
    }

    private static func records(_ text: Span<UInt8>, in starts: Range<Int>, knownStart: Bool) -> [Range<Int>] {
        var scanner = RecordScanner(text, startsIn: starts, knownStart: knownStart)
        var records: [Range<Int>] = []
        while let record = scanner.next(in: text) { records.append(record) }
        return records
    }

    private func decodedGranule(
        _ number: Int, _ isKept: Bool, _ frame: (UInt64) throws(IndexError) -> Frame?
    ) throws(UnreadArchive) -> GranuleCache.Granule {
        let place = PostingLocation(archive: id, granule: number)
        tear = nil
        if let granule = cache[place] { return granule }
        let granule = try decode(number * granuleLength, frame)
        // A tear that is news is to be told each time.
        if isKept, tear == nil || isPartial { cache.keep(granule, of: place) }
        return granule
    }

    private func decode(
        _ start: Int, _ frame: (UInt64) throws(IndexError) -> Frame?
    ) throws(UnreadArchive) -> GranuleCache.Granule {
        // What stands before tells whether the granule begins with a record.
        let textStart = max(0, start - RecordStart.context)
        let granule = start - textStart..<start - textStart + granuleLength
        var text: [UInt8] = []
        var wanted = granule.upperBound + ArchiveReader.slack
        while true {
            let isWhole = try read(textStart, upTo: wanted, frame, into: &text)
            let starts = min(granule.lowerBound, text.count)..<min(granule.upperBound, text.count)
            let found = ArchiveReader.records(text.span, in: starts, knownStart: start == 0)
            let endDistance = found.last.map { text.count - $0.upperBound } ?? text.count
            let mayGoOn = isWhole && endDistance < ArchiveReader.longestLineStart
            guard mayGoOn, wanted < RecordScanner.maximumRecordLength + granule.upperBound else {
                return GranuleCache.Granule(text: text, offset: UInt64(textStart), records: found)
            }
            wanted *= 2
        }
    }

    /// Reads on until `text` has `wanted` bytes; false when the archive ends before.
    private func read(
        _ textStart: Int, upTo wanted: Int, _ frame: (UInt64) throws(IndexError) -> Frame?, into text: inout [UInt8]
    ) throws(UnreadArchive) -> Bool {
        let from = UInt64(textStart + text.count)
        let place: Frame?
        do throws(IndexError) {
            place = try frame(from)
        } catch {
            throw unread(.indexDamaged(text: error.description))
        }
        do throws(ArchiveError) {
            tear = try reader.read(from..<UInt64(textStart + wanted), from: place, into: &text)
        } catch {
            throw unread(.unreadable(error))
        }
        return text.count >= wanted
    }

    /// Says that a granule does not hold what the index has there, with what the checksum behind it tells.
    ///
    /// O(member or frame), which is decoded to its end once; nothing for plain text, which has no checksum.
    func notAsIndexed(granule: Int, frame: (UInt64) throws(IndexError) -> Frame?) -> UnreadArchive {
        guard isCompressed else { return unread(.notAsIndexed(nil)) }
        let start = UInt64(granule * granuleLength)
        var begin = try? frame(start)
        while let frameBefore = begin, frameBefore.kind.isSeekPoint {
            begin = frameBefore.decodedOffset == 0 ? nil : try? frame(frameBefore.decodedOffset - 1)
        }
        if let checked, checked.start == begin?.decodedOffset ?? 0 { return unread(.notAsIndexed(checked.tear)) }
        let tear = try? ArchiveReader.tear(of: file, from: begin, behind: start + UInt64(granuleLength))
        checked = (begin?.decodedOffset ?? 0, tear)
        return unread(.notAsIndexed(tear))
    }

    /// The tear that decoding from a frame meets before another one begins behind a decoded offset.
    private static func tear(of file: ArchiveFile, from frame: Frame?, behind end: UInt64) throws(ArchiveError) -> Tear?
    {
        let everyStart = FrameSpacing(seekPoints: .max, starts: 1)
        var decoder = try StreamDecoder(file, from: frame, recordingFrames: everyStart)
        var text: [UInt8] = []
        while true {
            text.removeAll(keepingCapacity: true)
            switch try decoder.decode(256 << 10, appendingTo: &text) {
            case .more: if decoder.takeFrames().contains(where: { $0.decodedOffset >= end }) { return nil }
            case .end: return nil
            case .torn(let tear): return tear
            }
        }
    }
}

extension ArchiveEntry {
    /// Whether the file still holds this archive: nothing about it has changed, or it begins as the archive does and
    /// what stood at its end stands there still (a log that has grown).
    fileprivate func isContent(of file: ArchiveFile, _ location: ArchiveLocation) throws(ArchiveError) -> Bool {
        let status = file.status
        if location.size == status.size, location.modificationTime == status.modificationTime,
            location.inode == status.inode, location.device == status.device
        {
            return true
        }
        guard location.end.length > 0, location.end.length <= location.size, location.size <= status.size else {
            return false
        }
        let size = Int(location.size)
        file.advise(.willNeed, size - Int(location.end.length)..<size)
        let end = file.bytes.extracting(size - Int(location.end.length)..<size)
        guard location.end == Fingerprint(of: end) else { return false }
        let bytes = try file.decodedHead(Int(clamping: head.length)).bytes
        return head == Fingerprint(of: bytes.span)
    }
}

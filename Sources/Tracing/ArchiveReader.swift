import Archives
import ByteScanning
public import LogIndex
import MTALog
public import SystemPackage

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
    var frames: ArchiveID { location.frames }
    /// Whether the file was cut off since it was opened, so that what was read of it is worth nothing.
    var hasShrunk: Bool { file.hasShrunk }
    /// Whether reading it means decoding.
    var isCompressed: Bool { file.codec != .plain }

    /// Gives back what decoding takes; it begins at a frame again then.
    func dropDecoder() {
        reader = RandomReader(file)
    }

    private static func open(_ entry: ArchiveEntry) throws(UnreadArchive) -> (ArchiveFile, ArchiveLocation) {
        var reason = "the file is gone"
        let present = entry.locations.filter(\.isPresent)
        for location in present.filter(entry.holdsAll) + present.filter({ !entry.holdsAll($0) }) {
            do throws(ArchiveError) {
                // Whatever could be indexed can be read.
                let file = try ArchiveFile(
                    at: FilePath(bytes: location.path), toBeRead: .random, windowLimit: ArchiveFile.greatestWindowLimit)
                if try entry.isContent(of: file, location) { return (file, location) }
                reason = "the file has changed since it was indexed; run 'mtatrail index' again"
            } catch {
                reason = error.cause.map { "\(error.what): \($0.text)" } ?? error.what
            }
        }
        throw UnreadArchive(path: entry.firstPath, reason: reason)
    }

    /// Calls `body` with the text at hand, the decoded offset of its first byte, and the records that start in the
    /// granule.
    ///
    /// - Parameter frame: the last frame at or before a decoded offset, as far as the index knows one.
    /// - Throws: `UnreadArchive` where the granule cannot be decoded, or not all of it.
    func withRecords(
        inGranule granule: Int, frame: (UInt64) -> Frame?, _ body: (Span<UInt8>, UInt64, [Range<Int>]) -> Void
    ) throws(UnreadArchive) {
        let start = granule * granuleLength
        if let shortLength, UInt64(start + granuleLength) > shortLength {
            throw UnreadArchive(path: path, reason: "the file holds only the first \(shortLength) bytes of the archive")
        }
        let file = file
        if file.codec == .plain {
            file.advise(.willNeed, start..<start + granuleLength + ArchiveReader.slack)
            withMappedRecords(file.bytes, start, body)
        } else {
            let granule = try decodedGranule(granule, frame)
            body(granule.text.span, granule.offset, granule.records)
            if let tear, !isPartial { throw UnreadArchive(path: path, reason: "\(tear)") }
        }
        if hasShrunk { throw UnreadArchive(path: path, reason: "the file was cut off while it was searched") }
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
        _ number: Int, _ frame: (UInt64) -> Frame?
    ) throws(UnreadArchive) -> GranuleCache.Granule {
        let place = PostingLocation(archive: id, granule: number)
        tear = nil
        if let granule = cache[place] { return granule }
        let granule = try decode(number * granuleLength, frame)
        // A tear that is news is to be told each time.
        if tear == nil || isPartial { cache.keep(granule, of: place) }
        return granule
    }

    private func decode(_ start: Int, _ frame: (UInt64) -> Frame?) throws(UnreadArchive) -> GranuleCache.Granule {
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
        _ textStart: Int, upTo wanted: Int, _ frame: (UInt64) -> Frame?, into text: inout [UInt8]
    ) throws(UnreadArchive) -> Bool {
        let from = UInt64(textStart + text.count)
        do throws(ArchiveError) {
            tear = try reader.read(from..<UInt64(textStart + wanted), from: frame(from), into: &text)
        } catch {
            throw UnreadArchive(path: path, reason: error.cause.map { "\(error.what): \($0.text)" } ?? error.what)
        }
        return text.count >= wanted
    }
}

/// An archive that an answer needs, or may need, and that could not be searched.
public struct UnreadArchive: Error, Sendable, Hashable {
    public let path: FilePath
    public let reason: String

    init(path: FilePath, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// An archive that is indexed only in part, or whose file is gone.
    public init(_ entry: ArchiveEntry) {
        path = entry.firstPath
        reason = entry.problem?.text ?? "the file is gone"
    }
}

extension ArchiveError.Cause {
    fileprivate var text: String {
        switch self {
        case .system(let errno): "\(errno)"
        case .library(let text): text
        }
    }
}

extension ArchiveEntry {
    /// The path of the file that it was seen in last.
    var firstPath: FilePath { FilePath(bytes: locations.first?.path ?? Array("?".utf8)) }

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
        guard location.end == ContentPrint(Fingerprint(of: end)) else { return false }
        let bytes = try file.decodedHead(Int(clamping: head.length)).bytes
        return head == ContentPrint(Fingerprint(of: bytes.span))
    }
}

extension ContentPrint {
    fileprivate init(_ fingerprint: Fingerprint) {
        self.init(high: fingerprint.high, low: fingerprint.low, length: fingerprint.length)
    }
}

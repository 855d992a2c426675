import Archives
import ByteScanning
import LogIndex
import MTALog
public import SystemPackage

/// Reads the records of single granules from an archive that is in the catalog.
///
/// Kept open while one process looks up one or many keys; granules asked for in ascending order are decoded once.
final class ArchiveReader {
    let path: FilePath
    private let file: ArchiveFile
    private var reader: RandomReader
    private let granuleLength: Int
    /// Whether the catalog says that the archive is torn, so that a tear is no news.
    private let isPartial: Bool
    private var tear: Tear?

    /// Read beyond the granule at first: more than nearly every record needs.
    private static let slack = 4 << 10
    /// A record that ends this near the end of what was read may go on: what seems the next one's stamp may not be one.
    private static let longestLineStart = 1 << 10

    /// Opens the first location that still holds the archive's content.
    ///
    /// - Throws: `UnreadArchive` where none does.
    init(_ entry: ArchiveEntry, granuleShift: Int) throws(UnreadArchive) {
        file = try ArchiveReader.open(entry)
        path = file.path
        reader = RandomReader(file)
        granuleLength = 1 << granuleShift
        isPartial = entry.problem != nil
    }

    private static func open(_ entry: ArchiveEntry) throws(UnreadArchive) -> ArchiveFile {
        var reason = "the file is gone"
        for location in entry.locations where location.isPresent {
            do throws(ArchiveError) {
                let file = try ArchiveFile(at: FilePath(location.path))
                if try entry.isContent(of: file, location) { return file }
                reason = "the file has changed since it was indexed; run 'mtatrail index' again"
            } catch {
                reason = error.cause.map { "\(error.what): \($0.text)" } ?? error.what
            }
        }
        throw UnreadArchive(path: FilePath(entry.locations.first?.path ?? "?"), reason: reason)
    }

    /// Calls `body` with the text at hand, the decoded offset of its first byte, and the records that start in the
    /// granule.
    ///
    /// - Parameter frame: the last frame at or before a decoded offset, as far as the index knows one.
    /// - Throws: `UnreadArchive` where the granule cannot be decoded.
    func withRecords(
        inGranule granule: Int, frame: (UInt64) -> Frame?, _ body: (Span<UInt8>, UInt64, [Range<Int>]) -> Void
    ) throws(UnreadArchive) {
        let start = granule * granuleLength
        let file = file
        if file.codec == .plain {
            withMappedRecords(file.bytes, start, body)
        } else {
            try withDecodedRecords(start, frame, body)
        }
    }

    private func withMappedRecords(
        _ text: Span<UInt8>, _ start: Int, _ body: (Span<UInt8>, UInt64, [Range<Int>]) -> Void
    ) {
        let starts = min(start, text.count)..<min(start + granuleLength, text.count)
        var records = RecordScanner(text, startsIn: starts, knownStart: start == 0)
        var found: [Range<Int>] = []
        while let record = records.next(in: text) { found.append(record) }
        body(text, 0, found)
    }

    private func withDecodedRecords(
        _ start: Int, _ frame: (UInt64) -> Frame?, _ body: (Span<UInt8>, UInt64, [Range<Int>]) -> Void
    ) throws(UnreadArchive) {
        // The byte before tells whether the granule begins with a line.
        let textStart = max(0, start - 1)
        let granule = start - textStart..<start - textStart + granuleLength
        var text: [UInt8] = []
        var wanted = granule.upperBound + ArchiveReader.slack
        while true {
            let isWhole = try read(textStart, upTo: wanted, frame, into: &text)
            let starts = min(granule.lowerBound, text.count)..<min(granule.upperBound, text.count)
            let span = text.span
            var records = RecordScanner(span, startsIn: starts, knownStart: start == 0)
            var found: [Range<Int>] = []
            while let record = records.next(in: span) { found.append(record) }
            let endDistance = found.last.map { span.count - $0.upperBound } ?? span.count
            let mayGoOn = isWhole && endDistance < ArchiveReader.longestLineStart
            if mayGoOn, wanted < RecordScanner.maximumRecordLength + granule.upperBound {
                wanted *= 2
                continue
            }
            body(span, UInt64(textStart), found)
            if let tear, !isPartial { throw UnreadArchive(path: path, reason: "\(tear)") }
            return
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
    /// Whether the file still holds this archive: nothing about it has changed, or it begins as the archive does and
    /// is no shorter (a log that has grown).
    fileprivate func isContent(of file: ArchiveFile, _ location: ArchiveLocation) throws(ArchiveError) -> Bool {
        let status = file.status
        if location.size == status.size, location.modificationTime == status.modificationTime,
            location.inode == status.inode, location.device == status.device
        {
            return true
        }
        guard status.size >= location.size else { return false }
        let bytes = try file.decodedHead(Int(head.length)).bytes
        let fingerprint = Fingerprint(of: bytes.span)
        return head == ContentPrint(digest: fingerprint.digest, length: fingerprint.length)
    }
}

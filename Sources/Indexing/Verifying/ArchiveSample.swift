import Archives
import ByteScanning
import IndexModel
import MTALog

/// Compares some granules of an archive with the index: each is decoded as a lookup would, and its keys are asked for.
struct ArchiveSample: ~Copyable {
    private let archive: VerifiedArchive
    private let options: VerifyOptions
    private let scanner: ChunkScanner
    private var reader: RandomReader
    private var verdict = ArchiveVerdict()
    /// Why a granule is not as the index has it: a frame from which it was decoded, if any.
    private var doubt: Doubt?

    private enum Doubt {
        case granule(decodedFrom: UInt64?)
        case index(IndexError)
    }

    /// Read beyond a granule at first: more than nearly every record needs.
    private static let slack = 4 << 10
    /// A record that ends this near the end of what was read may go on.
    private static let longestLineStart = 1 << 10

    init(_ archive: VerifiedArchive, _ options: VerifyOptions, _ snapshot: borrowing some IndexSnapshot & ~Copyable) {
        self.archive = archive
        self.options = options
        scanner = archive.scanner(snapshot)
        reader = RandomReader(archive.file)
    }

    private var granuleLength: Int { 1 << scanner.granuleShift }

    /// Where a granule is not as the index has it, the whole archive is compared, to tell which of the two is wrong.
    ///
    /// - Parameter onBytes: called with the bytes of the file that were read beyond the sample.
    consuming func run(
        seed: UInt64, in snapshot: borrowing some IndexSnapshot & ~Copyable, onBytes: (UInt64) -> Void
    ) throws(ArchiveError) -> ArchiveVerdict {
        for granule in ArchiveSample.granules(of: archive.entry, seed: seed, length: granuleLength) {
            check(granule, in: snapshot)
            guard let doubt else { continue }
            if case .index(let error) = doubt {
                verdict.findings.append(.indexUnreadable(error))
                return verdict
            }
            var whole = try WholeArchiveCheck(archive, options, snapshot).run(in: snapshot, onBytes: onBytes)
            if whole.findings.isEmpty, case .granule(let frame?) = doubt {
                whole.findings.append(.framesMisplaced(1, first: frame))
            }
            return whole
        }
        return verdict
    }

    /// The granules that a seed chooses, ascending.
    static func granules(of entry: ArchiveEntry, seed: UInt64, length: Int) -> [Int] {
        let count = (Int(clamping: entry.indexedLength) + length - 1) / length
        guard count > VerifyOptions.sampleSize else { return Array(0..<count) }
        let hasher = KeyHasher(seed: seed)
        var chosen: Set<Int> = []
        var draw = 0
        while chosen.count < VerifyOptions.sampleSize {
            let number = hasher.hash(Array("\(entry.id.value) \(draw)".utf8).span)
            chosen.insert(Int(number % UInt64(count)))
            draw += 1
        }
        return chosen.sorted()
    }

    private mutating func check(_ granule: Int, in snapshot: borrowing some IndexSnapshot & ~Copyable) {
        let start = granule * granuleLength
        var frame: UInt64?
        let postings: PostingBuffer?
        if archive.file.isReadInPlace {
            postings = scanMapped(start)
        } else {
            do throws(IndexError) {
                postings = try scanDecoded(start, in: snapshot, &frame)
            } catch {
                return doubt = .index(error)
            }
        }
        do throws(IndexError) {
            let isHeld = try postings.map { postings throws(IndexError) in try snapshot.missing(from: [postings]) }
            if isHeld?.isEmpty != true { doubt = .granule(decodedFrom: frame) }
        } catch {
            doubt = .index(error)
        }
    }

    private mutating func scanMapped(_ start: Int) -> PostingBuffer? {
        let file = archive.file
        let text = file.bytes.extracting(0..<Int(min(UInt64(file.bytes.count), archive.textEnd)))
        let end = min(start + granuleLength, text.count)
        guard start < end else { return nil }
        let postings = scan(text, at: 0, start..<end)
        file.advise(.dontNeed, start..<end)
        return postings
    }

    /// nil where the text cannot be decoded.
    private mutating func scanDecoded(
        _ start: Int, in snapshot: borrowing some IndexSnapshot & ~Copyable, _ usedFrame: inout UInt64?
    ) throws(IndexError) -> PostingBuffer? {
        // What stands before tells whether the granule begins with a record.
        let textStart = max(0, start - RecordStart.context)
        let granule = start - textStart..<start - textStart + granuleLength
        var text: [UInt8] = []
        var wanted = granule.upperBound + Self.slack
        while true {
            let from = UInt64(textStart + text.count)
            let frame = try snapshot.frame(of: archive.location.frames, atOrBefore: from)
            usedFrame = usedFrame ?? frame?.decodedOffset
            let end = min(UInt64(textStart + wanted), archive.textEnd)
            guard read(from..<max(from, end), from: frame, into: &text) else { return nil }
            let starts = min(granule.lowerBound, text.count)..<min(granule.upperBound, text.count)
            guard !starts.isEmpty else { return nil }
            let mayGoOn =
                text.count == wanted && wanted < RecordScanner.maximumRecordLength + granule.upperBound
                && text.count - endOfRecords(text.span, starts, isFirst: start == 0) < Self.longestLineStart
            if !mayGoOn { return scan(text.span, at: UInt64(textStart), starts) }
            wanted *= 2
        }
    }

    /// Whether a range could be decoded as far as the archive goes.
    private mutating func read(_ range: Range<UInt64>, from frame: Frame?, into text: inout [UInt8]) -> Bool {
        do throws(ArchiveError) {
            return try reader.read(range, from: frame, into: &text) == nil
        } catch {
            return false
        }
    }

    /// Where the last record that starts in a range ends.
    private func endOfRecords(_ text: Span<UInt8>, _ starts: Range<Int>, isFirst: Bool) -> Int {
        var records = RecordScanner(text, startsIn: starts, knownStart: isFirst)
        var end = 0
        while let record = records.next(in: text) { end = record.upperBound }
        return end
    }

    private mutating func scan(_ text: Span<UInt8>, at offset: UInt64, _ starts: Range<Int>) -> PostingBuffer {
        let isFirst = offset == 0 && starts.lowerBound == 0
        // Of an archive that is indexed in part only the records before that place are.
        let end = min(starts.upperBound, Int(clamping: archive.entry.indexedLength - offset))
        let result = scanner.scan(text, at: offset, startsIn: starts.lowerBound..<end, knownStart: isFirst)
        verdict.decodedBytes += UInt64(end - starts.lowerBound)
        verdict.keys += result.counts.keyCount
        return result.postings
    }
}

import ByteScanning
import IndexModel
import MTALog

/// Scans one chunk of decoded text: its records' keys become postings.
struct ChunkScanner {
    let archive: ArchiveID
    let hasher: KeyHasher
    let granuleShift: Int

    /// What one chunk gave.
    struct Result: Sendable {
        var postings: PostingBuffer
        var counts = ArchiveCounts()
        /// Where the chunk's last record starts, in decoded bytes of the archive; nil where it has none.
        var lastRecordStart: UInt64?
        /// What the chunk's first records look like, where that was asked for.
        var layout: ArchiveLayout?
    }

    /// Scans the records that start in `starts`.
    ///
    /// - Parameters:
    ///   - text: the archive's decoded bytes from `textOffset` on, as far as they are at hand.
    ///   - starts: offsets in `text`.
    ///   - knownStart: as `RecordScanner` takes it.
    ///   - surveysLayout: whether to find out what the first records look like.
    func scan(
        _ text: Span<UInt8>, at textOffset: UInt64, startsIn starts: Range<Int>, knownStart: Bool,
        surveysLayout: Bool = false
    ) -> Result {
        let first = Int(textOffset) + starts.lowerBound
        let end = Int(textOffset) + starts.upperBound
        let granules = first >> granuleShift..<((max(first, end - 1) >> granuleShift) + 1)
        var result = Result(postings: PostingBuffer(archive: archive, granules: granules))
        var extractor = KeyExtractor()
        var records = RecordScanner(text, startsIn: starts, knownStart: knownStart)
        var last: Range<Int>?
        while let record = records.next(in: text) {
            if last == nil { result.counts.note(record, in: text) }
            let granule = (Int(textOffset) &+ record.lowerBound) &>> granuleShift
            if records.isPlain, let keys = extractor.ordinaryKeys(of: records.line, in: text) {
                add(keys, of: text, granule: granule, to: &result)
            } else {
                extractor.extract(record, in: text)
                add(extractor, of: text, granule: granule, to: &result)
            }
            result.counts.records += 1
            last = record
        }
        if let last {
            result.counts.note(last, in: text)
            result.lastRecordStart = textOffset + UInt64(last.lowerBound)
        }
        if surveysLayout { result.layout = surveyLayout(text, starts, knownStart) }
        result.counts.oversizedRecords = UInt64(records.oversizedRecords)
        result.postings.seal()
        return result
    }

    private func surveyLayout(_ text: Span<UInt8>, _ starts: Range<Int>, _ knownStart: Bool) -> ArchiveLayout? {
        var records: [Range<Int>] = []
        var scanner = RecordScanner(text, startsIn: starts, knownStart: knownStart)
        while records.count < LayoutSurvey.mostRecords, let record = scanner.next(in: text) { records.append(record) }
        return LayoutSurvey.layout(of: records, in: text)
    }

    @inline(__always)
    private func add(_ keys: OrdinaryKeys, of text: Span<UInt8>, granule: Int, to result: inout Result) {
        // A sure record's queue file leads to its first message-ID, and to all its granules from there.
        var target: UInt64 = 0
        for number in 0..<keys.messageIDCount {
            let hash = hasher.hash(text, keys.messageID(number))
            if number == 0, keys.isSure { target = hash }
            result.add(hash: hash, granule: granule, .messageID)
        }
        guard !keys.queueFile.isEmpty else { return }
        result.add(hash: hasher.hash(text, keys.queueFile), granule: granule, .queueFile, leadingTo: target)
    }

    private func add(_ extractor: borrowing KeyExtractor, of text: Span<UInt8>, granule: Int, to result: inout Result) {
        var target: UInt64 = 0
        for key in extractor.keys where key.kind == .messageID {
            let hash = hasher.hash(extractor.bytes(of: key, in: text))
            if target == 0 { target = hash }
            result.add(hash: hash, granule: granule, .messageID)
        }
        for key in extractor.keys where key.kind != .messageID {
            let hash = hasher.hash(extractor.bytes(of: key, in: text))
            result.add(hash: hash, granule: granule, key.kind, leadingTo: extractor.isSure ? target : 0)
        }
    }
}

extension ChunkScanner.Result {
    /// Adds a key; kinds of keys have the numbers of their families, and those are their places.
    @inline(__always)
    fileprivate mutating func add(hash: UInt64, granule: Int, _ kind: KeyKind, leadingTo target: UInt64 = 0) {
        let place = Int(kind.rawValue)
        postings.add(hash: hash, granule: granule, toFamily: place, leadingTo: target)
        counts.keys[place].keys += 1
    }
}

extension ArchiveCounts {
    /// Widens the span of time by a record's stamp, if it has one.
    fileprivate mutating func note(_ record: Range<Int>, in text: Span<UInt8>) {
        guard let stamp = RecordStart.stamp(text, at: record.lowerBound)?.hundredths else { return }
        firstMoment = min(firstMoment ?? stamp, stamp)
        lastMoment = max(lastMoment ?? stamp, stamp)
    }
}

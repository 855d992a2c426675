import Archives
import ByteScanning
import MTALog

/// Looks for a record in a file whose beginning shows none, before it is said to be no log: NULs may stand there, as
/// in a log that was truncated under its writer, or another text.
///
/// What is looked at, so that the cost is bounded but for NULs, which are passed over as fast as they are read:
/// * plain: 1 MiB behind the NULs that it begins with, a hole passed over without reading it; the same length in the
///   middle and at the end.
/// * compressed: decoded on through NULs, and 1 MiB of other text; of a file with a seek table also 64 KiB in the middle and
///   at the end. What lies further inside a stream costs the decoding of all before it.
struct LogSearch {
    /// What was met, where decoding came to an end before a record was seen.
    private(set) var tear: Tear?
    /// How many bytes of the file were read, beyond the beginning.
    private(set) var fileBytes: UInt64 = 0

    /// Where text with a record begins behind nothing but NULs; nil where that was not met, or the file is compressed.
    private(set) var textOffset: Int?

    private let file: ArchiveFile
    private let head: [UInt8]
    private let status: DecodeStatus

    /// Bytes looked at that are not NULs.
    private static let length = 1 << 20
    /// Decoded at a time.
    private static let pieceLength = 64 << 10

    /// - Parameters:
    ///   - head: the first decoded bytes, which are no log.
    ///   - status: how decoding stood behind them.
    init(_ file: ArchiveFile, head: [UInt8], status: DecodeStatus) {
        (self.file, self.head, self.status) = (file, head, status)
        if case .torn(let tear) = status { self.tear = tear }
    }

    /// Whether there is a record with a moment in what is looked at.
    mutating func findsRecord() throws(ArchiveError) -> Bool {
        guard status == .more else { return false }
        if file.isReadInPlace { return findsMappedRecord() }
        if try findsDecodedRecord() { return true }
        return try findsRecordBySeekTable()
    }

    private mutating func findsMappedRecord() -> Bool {
        // In a constant of its own, which what is read can be counted beside.
        let file = file
        let text = file.bytes
        let beginsWithNULs = head.span.endOfNULs(in: 0..<head.count) == head.count
        let data = beginsWithNULs ? min(Int(clamping: file.firstDataOffset), text.count) : 0
        for place in [data, text.count / 2, text.count - LogSearch.length] where place >= data {
            let start = text.endOfNULs(in: place..<text.count)
            let end = min(text.count, start + LogSearch.length)
            fileBytes += UInt64(end - place)
            guard RecordStart.isLog(text.extracting(start..<end)) else { continue }
            if beginsWithNULs, place == data { textOffset = start }
            return true
        }
        return false
    }

    private mutating func findsDecodedRecord() throws(ArchiveError) -> Bool {
        var decoder = try StreamDecoder(file)
        var text: [UInt8] = []
        var looked = 0
        while looked < LogSearch.length {
            let start = text.count
            let status = try decoder.decode(LogSearch.pieceLength, appendingTo: &text)
            if text.span.endOfNULs(in: start..<text.count) < text.count {
                looked += text.count - start
                if RecordStart.isLog(text.span) {
                    fileBytes += decoder.compressedOffset
                    return true
                }
                LogSearch.keepLastLine(of: &text)
            } else {
                // One is enough to end a line.
                text = [0]
            }
            if status == .more { continue }
            if case .torn(let tear) = status { self.tear = tear }
            break
        }
        fileBytes += decoder.compressedOffset
        return false
    }

    /// A record may begin in one piece and go on in the next.
    private static func keepLastLine(of text: inout [UInt8]) {
        let near = max(0, text.count - pieceLength)..<text.count
        text.removeFirst(text.span.lastBreak(in: near) ?? near.lowerBound)
    }

    private mutating func findsRecordBySeekTable() throws(ArchiveError) -> Bool {
        guard let frames = file.seekTable()?.frames else { return false }
        for index in [frames.count / 2, frames.count - 1] where frames.indices.contains(index) {
            var decoder = try StreamDecoder(file, from: frames[index])
            var text: [UInt8] = []
            _ = try decoder.decode(LogSearch.pieceLength, appendingTo: &text)
            fileBytes += decoder.compressedOffset - frames[index].compressedOffset
            if RecordStart.isLog(text.span) { return true }
        }
        return false
    }
}

import Archives
import ByteScanning
import IndexModel
import MTALog
import SystemPackage

/// A look into an archive: what kind of content it is, and the fingerprint of its beginning.
struct ContentProbe {
    enum Verdict: Equatable {
        case log
        /// Not one decoded byte.
        case empty
        /// No log, or nothing that could be decoded, and why.
        case unusable(UnusableContent)
    }

    /// Decoded bytes whose fingerprint is kept.
    static let headLength = 64 << 10

    let file: ArchiveFile
    let head: [UInt8]
    let verdict: Verdict
    /// How many bytes of the file were read.
    let fileBytes: UInt64
    /// The fingerprint of the first text behind the NULs that a plain file begins with, where the head holds nothing else.
    private(set) var textFingerprint = Fingerprint.none

    /// Throws when the file cannot be opened, or a library is out of memory. Nearly always O(`headLength`); where no
    /// record is seen there, as `LogSearch` says.
    ///
    /// - Parameter windowLimit: see `ArchiveFile`.
    init(_ path: FilePath, windowLimit: Int) throws(ArchiveError) {
        file = try ArchiveFile(at: path, windowLimit: windowLimit)
        let (head, status, fileBytes) = try file.decodedHead(ContentProbe.headLength)
        self.head = head
        if RecordStart.isLog(head.span) {
            verdict = .log
            self.fileBytes = fileBytes
            return
        }
        var search = LogSearch(file, head: head, status: status)
        let isLog = try search.findsRecord()
        verdict = isLog ? .log : ContentProbe.verdict(head, search.tear, file.codec)
        self.fileBytes = fileBytes + search.fileBytes
        if let start = search.textOffset {
            let end = min(file.bytes.count, start + ContentProbe.headLength)
            textFingerprint = file.fingerprint(of: start..<end)
        }
    }

    /// What the content is, in which no record was seen.
    private static func verdict(_ head: [UInt8], _ tear: Tear?, _ codec: Codec) -> Verdict {
        if let foreign = ForeignContent(detecting: head.span, in: codec) { return .unusable(.foreign(foreign)) }
        if let tear { return .unusable(.torn(tear)) }
        return head.isEmpty ? .empty : .unusable(.noRecord(codec))
    }

    /// The fingerprint of the first `length` bytes, or of all that were looked at.
    func fingerprint(length: UInt64? = nil) -> Fingerprint {
        let count = min(head.count, Int(clamping: length ?? .max))
        return Fingerprint(of: head.span.extracting(0..<count))
    }
}

/// Why no record can be read from a file.
enum UnusableContent: Sendable, Hashable {
    /// In a form that is not read: compressed in another way, text in UTF-16, a tar archive.
    case foreign(ForeignContent)
    /// Damaged or cut off before the first record.
    case torn(Tear)
    /// Read, and no record in it, coded as it is.
    case noRecord(Codec)

    /// Whether the content was not read, so that it may well be a log; else it is known to be none.
    var isUnread: Bool {
        if case .noRecord = self { false } else { true }
    }

    /// In a sentence.
    var reason: String {
        switch self {
        case .foreign(let content): "\(content)"
        case .torn(let tear): "no log text before it is \(tear)"
        case .noRecord(let codec):
            "no message log: no line of its \(codec.isReadInPlace ? "" : "\(codec.name) ")content begins with a date and time"
        }
    }
}

extension ArchiveFile {
    /// The fingerprint of a range of the file's bytes.
    func fingerprint(of range: Range<Int>) -> Fingerprint {
        Fingerprint(of: bytes.extracting(range))
    }
}

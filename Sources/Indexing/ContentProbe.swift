import Archives
import LogIndex
import MTALog
import SystemPackage

/// A look at an archive's beginning: what kind of content it is, and its fingerprint.
struct ContentProbe {
    enum Verdict: Equatable {
        case log
        /// Not one decoded byte.
        case empty
        /// No log, or nothing that could be decoded, and why.
        case unusable(String)
    }

    /// Decoded bytes looked at.
    static let headLength = 64 << 10

    let file: ArchiveFile
    let head: [UInt8]
    let verdict: Verdict
    /// How many bytes of the file were read.
    let fileBytes: UInt64

    /// - Parameter windowLimit: see `ArchiveFile`.
    init(_ path: FilePath, windowLimit: Int) throws(ArchiveError) {
        file = try ArchiveFile(at: path, windowLimit: windowLimit)
        let (head, status, fileBytes) = try file.decodedHead(ContentProbe.headLength)
        verdict = ContentProbe.judge(head, status, file.codec)
        self.head = head
        self.fileBytes = fileBytes
    }

    private static func judge(_ head: [UInt8], _ status: DecodeStatus, _ codec: Codec) -> Verdict {
        if head.isEmpty {
            guard case .torn(let tear) = status else { return .empty }
            return .unusable("no log text before it is \(tear)")
        }
        let text = head.span
        if RecordStart.isPresent(text, at: 0) || RecordStart.last(text, in: text.indices) != nil { return .log }
        if let foreign = ForeignContent(detecting: text, in: codec) { return .unusable("\(foreign)") }
        let content = codec == .plain ? "content" : "\(codec.name) content"
        return .unusable("no message log: no line of its \(content) begins with a date and time")
    }

    /// The fingerprint of the first `length` bytes, or of all that were looked at.
    func print(length: UInt64? = nil) -> ContentPrint {
        let count = min(head.count, Int(clamping: length ?? .max))
        return ContentPrint(head.span.extracting(0..<count))
    }
}

extension ArchiveFile {
    /// The fingerprint of a range of the file's bytes.
    func print(of range: Range<Int>) -> ContentPrint {
        let part = bytes.extracting(range)
        return ContentPrint(part)
    }
}

extension ContentPrint {
    init(_ bytes: Span<UInt8>) {
        self.init(Fingerprint(of: bytes))
    }
}

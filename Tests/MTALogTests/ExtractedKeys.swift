import MTALog
import SyntheticLogs

/// A key by its kind and bytes.
struct FoundKey: Hashable, CustomStringConvertible {
    let kind: KeyKind
    let bytes: [UInt8]

    var description: String {
        "\(kind == .messageID ? "id" : "file") \(String(decoding: bytes, as: UTF8.self))"
    }

    static func id(_ text: String) -> FoundKey { FoundKey(kind: .messageID, bytes: Array(text.utf8)) }
    static func file(_ text: String) -> FoundKey { FoundKey(kind: .queueFile, bytes: Array(text.utf8)) }
}

/// What the extractor found in a record.
struct ExtractedKeys {
    let keys: Set<FoundKey>
    let isSure: Bool

    init(_ record: Range<Int>, in text: [UInt8], with extractor: inout KeyExtractor) {
        extractor.extract(record, in: text.span)
        keys = Set(
            extractor.keys.map { key in
                let bytes = extractor.bytes(of: key, in: text.span)
                return FoundKey(kind: key.kind, bytes: bytes.indices.map { bytes[$0] })
            })
        isSure = extractor.isSure
    }

    init(_ line: [UInt8]) {
        var extractor = KeyExtractor()
        self.init(line.indices, in: line, with: &extractor)
    }

    init(_ line: String) {
        self.init(Array(line.utf8))
    }
}

extension SyntheticRecord {
    /// The keys that a log of these options shows of the record, as they are searched for.
    func keys(shownBy options: LogOptions) -> Set<FoundKey> {
        Set(
            keys.compactMap { key in
                switch key {
                case .messageID(let id):
                    options.contains(.messageID) ? FoundKey(kind: .messageID, bytes: id.withoutBrackets) : nil
                case .queueFile(let name):
                    options.contains(.filename) ? FoundKey(kind: .queueFile, bytes: name.base) : nil
                }
            })
    }
}

extension FieldText {
    /// A message-ID's bytes between its angle brackets, where it has any.
    var withoutBrackets: [UInt8] {
        let start = bytes.first == UInt8(ascii: "<") ? 1 : 0
        let end = bytes.last == UInt8(ascii: ">") ? bytes.count - 1 : bytes.count
        return Array(bytes[start..<end])
    }

    /// A queue file's name without attempt prefix and extension.
    fileprivate var base: [UInt8] {
        Array(bytes[2..<(bytes.lastIndex(of: UInt8(ascii: ".")) ?? bytes.count)])
    }
}

/// What a log can be searched for.
public enum KeyKind: UInt8, Sendable, CaseIterable {
    /// A message-ID, without its angle brackets.
    case messageID = 0
    /// A queue file's base name: without directory, attempt prefix, extension and version.
    case queueFile = 1
}

/// One key found in a record: its kind, and where its bytes stand.
public struct Key: Sendable, Equatable {
    public let kind: KeyKind
    /// Offsets in the text, or in what the extractor decoded: `KeyExtractor.bytes(of:in:)` gives the bytes.
    let range: Range<Int>
    /// Whether the record's text is not the key's own bytes: an entity or an escape was decoded, a fold undone.
    let isDecoded: Bool
}

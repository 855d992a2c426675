/// What a log can be searched for.
public enum KeyKind: UInt8, Sendable, CaseIterable {
    /// A message-ID, without its angle brackets.
    case messageID = 0
    /// A queue file's base name: without directory, attempt prefix, extension and version.
    case queueFile = 1
}

/// One key found in a record: its kind, and where its bytes stand in the text.
public struct Key: Sendable, Equatable {
    public let kind: KeyKind
    public let range: Range<Int>

    public init(kind: KeyKind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}

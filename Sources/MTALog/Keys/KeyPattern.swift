/// A key as a person gives it: `<id>` or `id`, or a queue file as a name or a path.
public struct KeyPattern: Sendable, Hashable {
    /// What to search for: each a kind and the key's own bytes.
    public let candidates: [Candidate]
    /// The whole name that a queue file must have, where any other attempt is not wanted.
    public let exactName: [UInt8]?

    public struct Candidate: Sendable, Hashable {
        public let kind: KeyKind
        public let bytes: [UInt8]
    }

    /// Why a text is no key.
    public enum Unusable: Error, Sendable {
        case empty
        /// A queue file was asked for, or one whole name, but this is not the name of a queue file.
        case notAQueueFile
    }

    /// Reads a key, telling its kind from its shape unless `kind` says it.
    ///
    /// `<...>` is a message-ID, and so is what holds an `@` and does not end as a queue file's path does. Anything else
    /// may be either, a message-ID or a queue file (its name, its path or its base name), and is searched for as both.
    ///
    /// - Parameter exact: match a queue file by its whole name, not by the base name that its attempts share.
    public init(_ typed: [UInt8], kind: KeyKind? = nil, exact: Bool = false) throws(Unusable) {
        let trimmed = typed.trimmingBlanks
        guard !trimmed.isEmpty else { throw .empty }
        let file = kind == .messageID ? nil : QueueFileName(trimmed.span, in: 0..<trimmed.count)
        if kind == .queueFile || exact {
            guard let base = file?.base ?? (exact ? nil : QueueFileName.bareBase(trimmed)) else { throw .notAQueueFile }
            candidates = [Candidate(kind: .queueFile, bytes: Array(trimmed[base]))]
            exactName = exact ? file.map { Array(trimmed[$0.name]) } : nil
            return
        }
        exactName = nil
        candidates = KeyPattern.candidates(trimmed, file, kind)
    }

    /// Any of several message-IDs, their own bytes; nil where there are none.
    public init?(messageIDs: Set<[UInt8]>) {
        guard !messageIDs.isEmpty else { return nil }
        candidates = messageIDs.map { Candidate(kind: .messageID, bytes: $0) }
        exactName = nil
    }

    /// Any of several queue files, their base names; nil where there are none.
    public init?(queueFiles: Set<[UInt8]>) {
        guard !queueFiles.isEmpty else { return nil }
        candidates = queueFiles.map { Candidate(kind: .queueFile, bytes: $0) }
        exactName = nil
    }

    private static func candidates(_ text: [UInt8], _ file: QueueFileName?, _ kind: KeyKind?) -> [Candidate] {
        let isBracketed = text.count > 2 && text.first == UInt8(ascii: "<") && text.last == UInt8(ascii: ">")
        let id = isBracketed ? Array(text.dropFirst().dropLast()) : text
        let messageID = Candidate(kind: .messageID, bytes: id)
        if kind == .messageID || isBracketed { return [messageID] }
        if file == nil, text.contains(UInt8(ascii: "@")) { return [messageID] }
        let base = file.map { Array(text[$0.base]) } ?? text
        return [messageID, Candidate(kind: .queueFile, bytes: base)]
    }

    /// Whether the record that `extractor` was given last holds the key.
    public func matches(_ extractor: borrowing KeyExtractor, in text: Span<UInt8>) -> Bool {
        for key in extractor.keys {
            let bytes = extractor.bytes(of: key, in: text)
            for candidate in candidates where candidate.kind == key.kind && bytes.equals(candidate.bytes) {
                if exactName == nil || extractor.name(of: key, in: text) == exactName { return true }
            }
        }
        return false
    }
}

extension [UInt8] {
    fileprivate var trimmingBlanks: [UInt8] {
        guard let first = firstIndex(where: { !$0.isBlankOrLineEnd }),
            let last = lastIndex(where: { !$0.isBlankOrLineEnd })
        else { return [] }
        return Array(self[first...last])
    }
}

extension Span<UInt8> {
    fileprivate func equals(_ bytes: [UInt8]) -> Bool {
        guard count == bytes.count else { return false }
        for index in indices where self[index] != bytes[index] { return false }
        return true
    }
}

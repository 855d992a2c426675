/// The letters behind an action's first one. Unknown letters are kept.
public struct ActionModifiers: Sendable, Hashable {
    /// As logged, without the action's own letter: `ESA`.
    public var letters: [UInt8]

    public init(letters: [UInt8]) {
        self.letters = letters
    }

    /// E: the client said EHLO. C implies it.
    public var isESMTP: Bool { has("E") || has("C") }
    /// S: the session was encrypted with TLS.
    public var isTLS: Bool { has("S") }
    /// A: the client authenticated (SASL).
    public var isAuthenticated: Bool { has("A") }
    /// C: sent in chunks (BDAT).
    public var isChunked: Bool { has("C") }
    /// L: LMTP, the protocol of delivery to a message store.
    public var isLMTP: Bool { has("L") }

    private func has(_ letter: Unicode.Scalar) -> Bool { letters.contains(UInt8(ascii: letter)) }
}

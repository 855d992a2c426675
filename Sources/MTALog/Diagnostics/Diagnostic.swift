import ByteScanning

/// A delivery status taken apart: who was talked to, over which connection, and what the answer was.
///
/// `dns;HOST (TCP|ip|port|ip|port) (BANNER) smtp;250 2.1.5 text`; each part may be missing. What is not in this form is
/// the MTA's own words: `TCP active open: Failed connect() 192.0.2.1:25  Error: no route to host`. All ranges lie in
/// the text that it was made from.
public struct Diagnostic: Sendable, Hashable {
    /// The host that was talked to.
    public private(set) var remoteHost: Range<Int>?
    /// `TCP|local address|local port|remote address|remote port`, without its brackets.
    public private(set) var transport: Range<Int>?
    /// The remote server's greeting, without its brackets.
    public private(set) var banner: Range<Int>?
    /// The words that say what happened: the server's own, code included, or else the MTA's.
    public private(set) var words: Range<Int>
    /// Whether the words are a server's reply.
    public private(set) var isReply = false
    public private(set) var replyCode: ReplyCode?
    public private(set) var enhancedStatus: EnhancedStatus?

    /// Takes a delivery status apart: all of `text`, or a range of it. O(length).
    public init(_ text: Span<UInt8>, in range: Range<Int>? = nil) {
        words = text.withoutBlanks(range ?? text.indices)
        takeHost(text)
        takeTransport(text)
        takeBanner(text)
        takeReply(text)
    }

    /// The address and port that a connection was tried to or made to: of the transport, or of `connect() ADDRESS:PORT` and
    /// `connect() to TCP port PORT of ADDRESS`. O(length).
    public func remoteEndpoint(_ text: Span<UInt8>) -> (address: Range<Int>, port: Range<Int>)? {
        if let transport { return TransportAddresses(text, in: transport)?.remote }
        guard !isReply, let call = text.firstRange(of: "connect() ", in: words) else { return nil }
        if let named = text.firstRange(of: "to TCP port ", in: call.upperBound..<words.upperBound),
            named.lowerBound == call.upperBound
        {
            let port = named.upperBound..<text.endOfWord(named.upperBound, words.upperBound)
            let rest = port.upperBound..<words.upperBound
            guard text.isNumber(port), text.begins(rest, with: " of ") else { return nil }
            let address = rest.lowerBound + 4..<text.endOfWord(rest.lowerBound + 4, words.upperBound)
            return address.isEmpty ? nil : (address, port)
        }
        let word = call.upperBound..<text.endOfWord(call.upperBound, words.upperBound)
        guard let colon = text.lastIndex(of: UInt8(ascii: ":"), in: word), text.isNumber(colon + 1..<word.upperBound),
            colon > word.lowerBound
        else { return nil }
        return (word.lowerBound..<colon, colon + 1..<word.upperBound)
    }

    /// `dns;HOST`. From 6.3 on the connection field, a host's name, may stand before it.
    private mutating func takeHost(_ text: Span<UInt8>) {
        var start = words.lowerBound
        if !text.beginsIgnoringCase(start..<words.upperBound, with: "dns;") {
            let second = text.endOfWord(start, words.upperBound) + 1
            guard second < words.upperBound, text.beginsIgnoringCase(second..<words.upperBound, with: "dns;") else {
                return
            }
            start = second
        }
        // PMDF puts a blank behind the type.
        start += 4
        while start < words.upperBound, text[start].isBlank { start += 1 }
        let host = start..<text.endOfWord(start, words.upperBound)
        if !host.isEmpty { remoteHost = host }
        drop(to: host.upperBound, text)
    }

    private mutating func takeTransport(_ text: Span<UInt8>) {
        guard text.begins(words, with: "(TCP|"), let close = text.firstIndex(of: UInt8(ascii: ")"), in: words) else {
            return
        }
        transport = words.lowerBound + 1..<close
        drop(to: close + 1, text)
    }

    /// The greeting is the server's and may hold brackets itself. It ends where they are balanced, or else before the
    /// first reply.
    private mutating func takeBanner(_ text: Span<UInt8>) {
        guard remoteHost != nil || transport != nil, text.begins(words, with: "(") else { return }
        guard let close = balancedBracket(text) ?? bracketBeforeReply(text) else { return }
        banner = words.lowerBound + 1..<close
        drop(to: close + 1, text)
    }

    private func balancedBracket(_ text: Span<UInt8>) -> Int? {
        var depth = 0
        for index in words {
            if text[index] == UInt8(ascii: "(") { depth += 1 }
            guard text[index] == UInt8(ascii: ")") else { continue }
            depth -= 1
            guard depth == 0 else { continue }
            let rest = text.withoutBlanks(index + 1..<words.upperBound)
            return rest.isEmpty || Diagnostic.endOfReplyType(text, rest) != nil ? index : nil
        }
        return nil
    }

    private func bracketBeforeReply(_ text: Span<UInt8>) -> Int? {
        let found = [") smtp;", ") lmtp;"].compactMap { text.firstRange(of: $0, in: words)?.lowerBound }
        return found.min()
    }

    /// `smtp;` and a reply; or a reply that begins the text, as where the MTA itself is the server.
    private mutating func takeReply(_ text: Span<UInt8>) {
        if let end = Diagnostic.endOfReplyType(text, words) {
            isReply = true
            drop(to: end, text)
        }
        replyCode = ReplyCode(text, beginning: words)
        if replyCode != nil { isReply = true }
        var behind = words
        if replyCode != nil {
            let next = min(words.lowerBound + 4, words.upperBound)
            behind = text.withoutBlanks(next..<words.upperBound)
        }
        let status = EnhancedStatus(text, beginning: behind)
        // The classes of both codes are the same (RFC 2034, section 4); another number there is no status.
        guard replyCode == nil || status?.severity == replyCode?.severity else { return }
        enhancedStatus = status
    }

    /// Where the reply begins behind `smtp;`, `lmtp;` or the old `smtp:`.
    private static func endOfReplyType(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        for type in ["smtp;", "lmtp;", "smtp:"] where text.beginsIgnoringCase(range, with: type) {
            return range.lowerBound + type.utf8.count
        }
        return nil
    }

    private mutating func drop(to start: Int, _ text: Span<UInt8>) {
        words = text.withoutBlanks(start..<words.upperBound)
    }
}

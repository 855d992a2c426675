import ByteScanning

/// What a mail tells of the message that it is, or reports on: the keys that lead to it.
///
/// A report on delivery (RFC 3464) names the message that came back, in its status fields and in the returned message or
/// its headers (RFC 3462); any other mail is the message itself. Nothing is believed further than that: it is pasted text, which may be cut
/// anywhere, folded, and end its lines in any way.
public struct ReturnedMail: Sendable, Hashable {
    /// The mail's own message-ID, without brackets.
    public private(set) var ownID: [UInt8]?
    /// The message-IDs of messages that it encloses, without brackets, the outermost first.
    public private(set) var returnedIDs: [[UInt8]] = []
    /// The envelope ids that a report names.
    public private(set) var envelopeIDs: [[UInt8]] = []
    /// The recipients that a report is about: final ones, without their types, and original ones where only those are named.
    public private(set) var recipients: [[UInt8]] = []

    /// What to look for, the surest first: the message that came back, then the envelope, then the mail itself.
    public var keys: [[UInt8]] {
        var known: Set<[UInt8]> = []
        return (returnedIDs + envelopeIDs + [ownID].compactMap(\.self)).filter { known.insert($0).inserted }
    }

    /// How deep parts are looked into.
    private static let mostDepth = 8
    private static let mostKeys = 16

    /// Reads a mail, whole or as far as it goes. O(length).
    public init(_ text: [UInt8]) {
        var lines = text.split(separator: 0x0a, omittingEmptySubsequences: false).map { line in
            line.last == 0x0d ? line.dropLast() : line
        }[...]
        // A mailbox's separator, and blank lines, may stand before the header.
        while let first = lines.first, first.isEmpty || first.starts(with: "From ".utf8) { lines = lines.dropFirst() }
        readMessage(lines, depth: 0)
    }

    private mutating func readMessage(_ lines: ArraySlice<ArraySlice<UInt8>>, depth: Int) {
        guard depth < ReturnedMail.mostDepth else { return }
        let (header, body) = ReturnedMail.header(lines)
        if let id = ReturnedMail.value("message-id", header).flatMap({ ReturnedMail.bracketed($0) }) {
            if depth == 0 { ownID = id } else if returnedIDs.count < ReturnedMail.mostKeys { returnedIDs.append(id) }
        }
        readBody(body, header, depth: depth)
    }

    private mutating func readBody(
        _ body: ArraySlice<ArraySlice<UInt8>>, _ header: [(name: [UInt8], value: [UInt8])], depth: Int
    ) {
        let type = ReturnedMail.value("content-type", header) ?? []
        let lower = type.map(\.inLowerCase)
        if lower.starts(with: "multipart/".utf8), let boundary = ReturnedMail.boundary(type) {
            for part in ReturnedMail.parts(body, boundary) { readPart(part, depth: depth + 1) }
        } else if lower.starts(with: "message/".utf8), lower.containsText("delivery-status") {
            readStatus(body)
        } else if lower.starts(with: "message/rfc822".utf8) || lower.starts(with: "message/global".utf8)
            || lower.starts(with: "text/rfc822-headers".utf8)
        {
            readMessage(body, depth: depth + 1)
        }
    }

    private mutating func readPart(_ lines: ArraySlice<ArraySlice<UInt8>>, depth: Int) {
        guard depth < ReturnedMail.mostDepth else { return }
        let (header, body) = ReturnedMail.header(lines)
        readBody(body, header, depth: depth)
    }

    /// Groups of fields: of the message, then of each recipient.
    private mutating func readStatus(_ lines: ArraySlice<ArraySlice<UInt8>>) {
        var rest = lines
        while !rest.isEmpty {
            let (fields, behind) = ReturnedMail.header(rest)
            rest = behind
            if let id = ReturnedMail.value("original-envelope-id", fields), !id.isEmpty,
                envelopeIDs.count < ReturnedMail.mostKeys
            {
                if let id = ReturnedMail.bracketed(id) { envelopeIDs.append(id) }
            }
            let whom = ReturnedMail.value("final-recipient", fields) ?? ReturnedMail.value("original-recipient", fields)
            if let whom, case let address = ReturnedMail.withoutType(whom), !address.isEmpty {
                recipients.append(address)
            }
        }
    }
}

// MARK: The shape of mail

extension ReturnedMail {
    /// The fields up to the first empty line, unfolded, their names in lower case; and what stands behind it.
    private static func header(
        _ lines: ArraySlice<ArraySlice<UInt8>>
    ) -> (fields: [(name: [UInt8], value: [UInt8])], body: ArraySlice<ArraySlice<UInt8>>) {
        var fields: [(name: [UInt8], value: [UInt8])] = []
        var rest = lines
        while let line = rest.popFirst(), !line.isEmpty {
            if line.first == 0x20 || line.first == 0x09 {
                guard !fields.isEmpty else { continue }
                fields[fields.count - 1].value += [0x20] + trimmed(line)
            } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
                fields.append((line[..<colon].map(\.inLowerCase), trimmed(line[(colon + 1)...])))
            }
        }
        return (fields, rest)
    }

    private static func value(_ name: String, _ fields: [(name: [UInt8], value: [UInt8])]) -> [UInt8]? {
        fields.first { $0.name.elementsEqual(name.utf8) }?.value
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var bytes = bytes
        while bytes.first == 0x20 || bytes.first == 0x09 { bytes = bytes.dropFirst() }
        while bytes.last == 0x20 || bytes.last == 0x09 { bytes = bytes.dropLast() }
        return Array(bytes)
    }

    /// What stands between the first brackets; the first word where there are none. One that is not closed was cut off.
    private static func bracketed(_ value: [UInt8]) -> [UInt8]? {
        guard let open = value.firstIndex(of: UInt8(ascii: "<")) else {
            let word = trimmed(value[...]).prefix { $0 != 0x20 }
            return word.isEmpty ? nil : Array(word)
        }
        guard let close = value[open...].firstIndex(of: UInt8(ascii: ">")), close > open + 1 else { return nil }
        return Array(value[(open + 1)..<close])
    }

    /// `rfc822; user@host` without its type.
    private static func withoutType(_ value: [UInt8]) -> [UInt8] {
        guard let end = value.firstIndex(of: UInt8(ascii: ";")) else { return value }
        return trimmed(value[(end + 1)...])
    }

    /// The parameter of a multipart type, in quotes or not.
    private static func boundary(_ type: [UInt8]) -> [UInt8]? {
        let lower = type.map(\.inLowerCase)
        guard let start = lower.endOfText("boundary=") else { return nil }
        let value = type[start...]
        if value.first == UInt8(ascii: "\"") { return Array(value.dropFirst().prefix { $0 != UInt8(ascii: "\"") }) }
        return Array(value.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 })
    }

    private static func parts(
        _ body: ArraySlice<ArraySlice<UInt8>>, _ boundary: [UInt8]
    ) -> [ArraySlice<ArraySlice<UInt8>>] {
        let mark = Array("--".utf8) + boundary
        var parts: [ArraySlice<ArraySlice<UInt8>>] = []
        var start: Int?
        for index in body.indices where body[index].starts(with: mark) {
            if let start { parts.append(body[start..<index]) }
            start = index + 1
        }
        if let start, start < body.endIndex { parts.append(body[start...]) }
        return parts
    }
}

extension UInt8 {
    fileprivate var inLowerCase: UInt8 { (0x41...0x5a).contains(self) ? self | 0x20 : self }
}

extension [UInt8] {
    fileprivate func containsText(_ text: String) -> Bool { endOfText(text) != nil }

    /// Where the first place of a text ends.
    fileprivate func endOfText(_ text: String) -> Int? {
        let needle = Array(text.utf8)
        guard count >= needle.count else { return nil }
        return (0...count - needle.count).first { self[$0..<$0 + needle.count].elementsEqual(needle) }.map {
            $0 + needle.count
        }
    }
}

extension LogRecord {
    /// Calls `body` with the keys that the fields of the record hold, and their places in its bytes: what the fast
    /// extraction must not miss. O(length).
    func forEachKey(_ body: (KeyKind, Range<Int>) -> Void) {
        let text = bytes.span
        switch kind {
        case .message, .connection:
            if let place = place(of: .queueFile), let file = QueueFileName(text, in: place) {
                body(.queueFile, file.base)
            }
            if let place = place(of: .messageID), isCredibleID(place) {
                MessageIDs.forEach(text, in: place) { body(.messageID, $0) }
            }
        case .header:
            guard let name = self[.headerName], Self.isMessageIDHeader(name) else { return }
            if let place = place(of: .headerValue) { MessageIDs.forEach(text, in: place) { body(.messageID, $0) } }
        case .foreign: break
        }
    }

    /// A layout may put any word of a damaged record into the place of the message-ID: it counts where it is in
    /// brackets, or stands where an id without them can.
    private func isCredibleID(_ place: Range<Int>) -> Bool {
        guard !place.isEmpty else { return false }
        switch format {
        case .xml, .json, .flatJSON: return true
        case .standard, .angleBrackets, .counted, nil: break
        }
        if bytes[place.lowerBound] == UInt8(ascii: "<"), bytes[place.upperBound - 1] == UInt8(ascii: ">") {
            return !isRunTogether(place)
        }
        var isCredible = false
        BareIDs.forEach(bytes.span, in: 0..<textLength) { isCredible = isCredible || $0 == place }
        return isCredible
    }

    /// Whether brackets with blanks between them hold more than one thing: `<id> and more >`.
    private func isRunTogether(_ place: Range<Int>) -> Bool {
        let inner = bytes[place.dropFirst().dropLast()]
        guard inner.contains(where: \.isBlankOrLineEnd) else { return false }
        return inner.indices.contains { index in
            bytes[index] == UInt8(ascii: ">")
                && !(bytes[index + 1] == UInt8(ascii: ",") && bytes[index + 2] == UInt8(ascii: "<"))
        }
    }

    /// The keys of the record: kinds, and the keys' own bytes.
    public var keys: [(kind: KeyKind, bytes: [UInt8])] {
        var keys: [(kind: KeyKind, bytes: [UInt8])] = []
        forEachKey { kind, place in keys.append((kind, Array(bytes[place]))) }
        return keys
    }

    static let messageIDHeaderLength = 10

    /// `Message-ID`, in any case.
    static func isMessageIDHeader(_ name: ArraySlice<UInt8>) -> Bool {
        name.map { $0 | 0x20 }.elementsEqual("message-id".utf8.map { $0 | 0x20 })
    }
}

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
            if let place = place(of: .messageID) { MessageIDs.forEach(text, in: place) { body(.messageID, $0) } }
        case .header:
            guard let name = self[.headerName], Self.isMessageIDHeader(name) else { return }
            if let place = place(of: .headerValue) { MessageIDs.forEach(text, in: place) { body(.messageID, $0) } }
        case .foreign: break
        }
    }

    /// The keys of the record: kinds, and the keys' own bytes.
    public var keys: [(kind: KeyKind, bytes: [UInt8])] {
        var keys: [(kind: KeyKind, bytes: [UInt8])] = []
        forEachKey { kind, place in keys.append((kind, Array(bytes[place]))) }
        return keys
    }

    /// `Message-ID`, in any case.
    static func isMessageIDHeader(_ name: ArraySlice<UInt8>) -> Bool {
        name.map { $0 | 0x20 }.elementsEqual("message-id".utf8.map { $0 | 0x20 })
    }
}

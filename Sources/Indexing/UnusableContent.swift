import Archives

/// Why no record can be read from a file.
enum UnusableContent: Sendable, Hashable {
    /// In a form that is not read: compressed in another way, text in UTF-16, a tar archive.
    case foreign(ForeignContent)
    /// Damaged or cut off before the first record.
    case torn(Tear)
    /// Read, and no record in it, coded as it is.
    case noRecord(Codec)

    /// Whether the content was not read, so that it may well be a log; else it is known to be none.
    var isUnread: Bool {
        if case .noRecord = self { false } else { true }
    }

    /// In a sentence.
    var reason: String {
        switch self {
        case .foreign(let content): "\(content)"
        case .torn(let tear): "no log text before it is \(tear)"
        case .noRecord(let codec):
            "no message log: no line of its \(codec == .plain ? "" : "\(codec.name) ")content begins with a date and time"
        }
    }
}

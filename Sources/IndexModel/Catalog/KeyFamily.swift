/// A kind of key that an index tells apart, by its number. What the keys are in the log is for the module that reads it.
///
/// An index says in its schema which families it has, and each archive's row with which it was indexed. A family that this
/// program does not know is kept as it is: nothing asks for it, and merging needs to know nothing of it.
public struct KeyFamily: Sendable, Hashable, Comparable {
    /// Stored, and never given another meaning.
    public let number: UInt8

    public static let messageID = KeyFamily(number: 0)
    public static let queueFile = KeyFamily(number: 1)

    public init(number: UInt8) {
        self.number = number
    }

    public static func < (left: KeyFamily, right: KeyFamily) -> Bool {
        left.number < right.number
    }
}

/// What the table of key families says of one.
public struct KeyFamilyDescription: Sendable, Equatable {
    public let family: KeyFamily
    /// Its name; stored, and never changed.
    public let name: String
    /// The family that its keys lead to, if any: where all the records of a key in one archive hold one and the same key of
    /// that family, a store may keep the first granule of the key alone.
    public let leadsTo: KeyFamily?

    public init(_ family: KeyFamily, name: String, leadsTo: KeyFamily? = nil) {
        self.family = family
        self.name = name
        self.leadsTo = leadsTo
    }
}

extension KeyFamily {
    /// The table of the families that this program knows, by number. Another family is another row here.
    public static let known = [
        KeyFamilyDescription(.messageID, name: "message-id"),
        KeyFamilyDescription(.queueFile, name: "queue-file", leadsTo: .messageID),
    ]
}

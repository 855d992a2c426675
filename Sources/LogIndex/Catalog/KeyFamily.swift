/// A kind of keys that an index tells apart, by its number. What the keys are in the log is not the index's business.
///
/// An index says in its schema row which families it has, and each archive's row with which it was indexed. A family that
/// this program does not know is kept as it is: nothing asks for it, and merging needs to know nothing of it.
public struct KeyFamily: Sendable, Hashable, Comparable {
    public let number: UInt8

    /// Every granule of a key is kept.
    public static let direct = KeyFamily(number: 0)
    /// A key leads to one of the direct family: where that is one and the same, its first granule is kept.
    public static let pivoted = KeyFamily(number: 1)

    public init(number: UInt8) {
        self.number = number
    }

    public static func < (left: KeyFamily, right: KeyFamily) -> Bool {
        left.number < right.number
    }
}

/// What the schema row says of a key family.
public struct KeyFamilyDescription: Sendable, Equatable {
    public let family: KeyFamily
    /// What it is called by the module that finds the keys; never changed.
    public let name: String
    /// The family that its keys lead to, if any.
    public let leadsTo: KeyFamily?

    public init(_ family: KeyFamily, name: String, leadsTo: KeyFamily? = nil) {
        self.family = family
        self.name = name
        self.leadsTo = leadsTo
    }

    /// Those that this program writes, by number.
    static let known = [
        KeyFamilyDescription(.direct, name: "message-id"),
        KeyFamilyDescription(.pivoted, name: "queue-file", leadsTo: .direct),
    ]
}

/// The number of an archive in the catalog; given once, never again.
public struct ArchiveID: Sendable, Hashable, Comparable {
    public let value: UInt64

    public init(_ value: UInt64) {
        self.value = value
    }

    public static func < (left: ArchiveID, right: ArchiveID) -> Bool {
        left.value < right.value
    }
}

extension ArchiveID: CustomStringConvertible {
    public var description: String { "archive \(value)" }
}

/// The number of an archive in the catalog; given once by the store, never again.
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

/// The number that the frames of one file are filed under. It is drawn as an archive's number is, and is that number where
/// the file is the archive's first; a file that is compressed anew gets another.
public struct FrameSetID: Sendable, Hashable, Comparable {
    public let value: UInt64

    public init(_ value: UInt64) {
        self.value = value
    }

    /// That of an archive's first file.
    public init(_ archive: ArchiveID) {
        value = archive.value
    }

    public static func < (left: FrameSetID, right: FrameSetID) -> Bool {
        left.value < right.value
    }
}

extension FrameSetID: CustomStringConvertible {
    public var description: String { "frame set \(value)" }
}

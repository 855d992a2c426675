/// A location as the catalog has it, with nothing copied: what it takes to see that a file has not changed. The other fields
/// of `ArchiveLocation` and `ArchiveEntry` are passed over.
public struct CatalogLocation: ~Escapable {
    /// As in `ArchiveLocation`.
    public let path: Span<UInt8>
    public var size: UInt64 = 0
    public var modificationTime: Int64 = 0
    public var changeTime: Int64 = 0
    public var inode: UInt64 = 0
    public var device: UInt64 = 0
    public var isPresent = true
    /// Whether neither the location nor its archive has a problem: nothing is to be gone on with, or to be told.
    public var isWhole = true

    @_lifetime(copy path)
    public init(path: Span<UInt8>) {
        self.path = path
    }
}

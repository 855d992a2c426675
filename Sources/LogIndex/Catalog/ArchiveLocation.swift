/// One file that holds an archive's content, as it was when it was last looked at.
public struct ArchiveLocation: Sendable, Equatable {
    /// The absolute path.
    public var path: String
    /// The number of the codec. What it means is for the module that decodes.
    public var codec: UInt8
    /// The file's size, compressed or not, in bytes.
    public var size: UInt64
    /// Nanoseconds since 1970.
    public var modificationTime: Int64
    public var inode: UInt64
    public var device: UInt64
    /// False once the file was looked for and not found.
    public var isPresent: Bool
    /// How many decoded bytes of the archive it holds, from the archive's beginning on.
    public var length: UInt64 = 0
    /// The last bytes of the file, as stored: what must still be there, at the same place, when it has grown.
    public var end: ContentPrint = .none
    /// The number that its frames are filed under: given as an archive's is, when they are made.
    public var frames: ArchiveID

    public init(
        path: String, codec: UInt8, size: UInt64, modificationTime: Int64, inode: UInt64, device: UInt64,
        isPresent: Bool = true, frames: ArchiveID
    ) {
        self.path = path
        self.codec = codec
        self.size = size
        self.modificationTime = modificationTime
        self.inode = inode
        self.device = device
        self.isPresent = isPresent
        self.frames = frames
    }
}

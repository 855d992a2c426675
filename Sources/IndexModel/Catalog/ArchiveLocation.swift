public import Archives

/// One file that holds an archive's content, as it was when it was last looked at.
public struct ArchiveLocation: Sendable, Equatable {
    /// The host that the path is of, as bytes; empty for the one that the index is on.
    public var host: [UInt8] = []
    /// The absolute path: bytes, for a file system has no other names.
    public var path: [UInt8]
    /// The number of the codec. What it means is for the module that decodes.
    public var codec: UInt8
    /// The file's size, compressed or not, in bytes.
    public var size: UInt64
    /// When its content changed last, in nanoseconds since 1970.
    public var modificationTime: Int64
    /// When its content or its status changed last, in nanoseconds since 1970.
    public var changeTime: Int64
    public var inode: UInt64
    public var device: UInt64
    /// False once the file was looked for and is certainly not there. One that could not be looked for counts as present.
    public var isPresent: Bool
    /// How many decoded bytes of the archive it holds, from the archive's beginning on.
    public var length: UInt64 = 0
    /// The last bytes of the file, as stored: what must still be there, at the same place, when it has grown.
    public var end: Fingerprint = .none
    /// The number that its frames are filed under: drawn when they are made.
    public var frames: FrameSetID
    /// What keeps the file from being read to its end, nil when nothing does.
    public var problem: ArchiveProblem?

    public init(
        path: [UInt8], codec: UInt8, size: UInt64, modificationTime: Int64, changeTime: Int64, inode: UInt64,
        device: UInt64, isPresent: Bool = true, frames: FrameSetID
    ) {
        self.path = path
        self.codec = codec
        self.size = size
        self.modificationTime = modificationTime
        self.changeTime = changeTime
        self.inode = inode
        self.device = device
        self.isPresent = isPresent
        self.frames = frames
    }
}

/// Why a file, or an archive, is indexed only in part.
public struct ArchiveProblem: Sendable, Equatable {
    public enum Kind: UInt8, Sendable {
        /// Not all of the archive has been indexed yet: the run that would have was stopped.
        case unfinished = 0
        /// The compressed stream ends too early.
        case truncated = 1
        /// The compressed stream is damaged.
        case corrupt = 2
        /// The compressed stream needs what the program does not have: a dictionary, more memory than it may take.
        case undecodable = 3
        /// Records were longer than a record may be, and what was beyond that was passed over.
        case recordsCut = 4
    }

    public var kind: Kind
    /// Where, in decoded bytes.
    public var offset: UInt64
    /// For people.
    public var text: String

    public init(kind: Kind, offset: UInt64, text: String) {
        self.kind = kind
        self.offset = offset
        self.text = text
    }
}

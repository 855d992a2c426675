import Archives
public import SystemPackage

/// How archives are packed.
public struct PackOptions: Sendable {
    /// Where the packed files go; nil is beside the originals, in whose place they then are.
    public var output: FilePath?
    /// Whether the originals stay. They always do with an `output`.
    public var keepsOriginals = false
    /// A level of zstd's.
    public var level = PackOptions.defaultLevel
    /// About how many decoded bytes a frame holds.
    public var frameSize = PackOptions.defaultFrameSize
    /// Whether what is seekable already is packed again, and what has several names is packed too.
    public var isForced = false
    /// Whether nothing is done, and only told what would be.
    public var isDryRun = false
    /// How many threads compress.
    public var jobs = 1

    public static let defaultLevel = 3
    /// A lookup decodes a frame to get at a record: a fraction of a millisecond.
    public static let defaultFrameSize = 256 << 10
    /// Frames smaller than this cost much room, larger ones much time and memory.
    public static let frameSizes = 4 << 10...64 << 20

    /// Whatever zstd can decode: packing is what makes a file with a long window one that takes little memory.
    static let windowLimit = ArchiveFile.greatestWindowLimit

    public init() {}

    /// About how many decoded bytes one thread takes at a time: some whole frames.
    var chunkLength: Int { max(1, (4 << 20) / frameSize) * frameSize }
    /// Whether the originals are to be removed.
    var removesOriginals: Bool { !keepsOriginals && output == nil }
}

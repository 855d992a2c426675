/// A place in an archive where decoding can start.
///
/// The codec `.plain` needs none: any offset will do.
public struct Frame: Sendable, Hashable {
    /// What starts here.
    public var kind: FrameKind
    /// The offset in the decoded stream of the first byte decoded from here.
    public var decodedOffset: UInt64
    /// The offset in the file of the first byte needed; for a deflate block see ``bit``.
    public var compressedOffset: UInt64
    /// For a deflate block: how many bits (0...7), the highest ones, of the byte before `compressedOffset` are still
    /// unread, for a block starts at any bit (RFC 1951, section 3.1.1). Otherwise 0.
    public var bit: UInt8
    /// What decoding from here takes besides the file's bytes. For a deflate block: the decoded bytes before it, at most 32
    /// KiB, that it may refer to (RFC 1951, section 2), as one zstd frame. For an xz block: the header of its stream.
    /// Otherwise empty.
    public var window: [UInt8]

    /// The memory that it takes, in bytes.
    public var byteCount: Int { MemoryLayout<Frame>.stride + window.count }

    /// Makes a frame from its parts, like those stored in an index.
    public init(
        kind: FrameKind, decodedOffset: UInt64, compressedOffset: UInt64, bit: UInt8 = 0, window: [UInt8] = []
    ) {
        self.kind = kind
        self.decodedOffset = decodedOffset
        self.compressedOffset = compressedOffset
        self.bit = bit
        self.window = window
    }
}

/// Compresses the windows of seek points, with one context for all of them.
struct WindowPacker: ~Copyable, Sendable {
    private let compressor: ZstdCompressor
    /// Frames are kept for long and are far smaller than the room the library asks for, hence a copy of each.
    private var scratch: [UInt8] = []

    /// Throws when the library cannot allocate its context.
    init() throws(ArchiveError) {
        // Of log text, level 9 makes 7 % less of it in several times the time.
        compressor = try ZstdCompressor(level: 3)
    }

    /// `window` as one zstd frame.
    mutating func pack(_ window: Span<UInt8>) throws(ArchiveError) -> [UInt8] {
        scratch.removeAll(keepingCapacity: true)
        try compressor.compress(window, appendingTo: &scratch)
        var packed: [UInt8] = []
        packed.append(copying: scratch.span)
        return packed
    }

    /// The window packed as `frame`; nil when that is no zstd frame, or one of more than `limit` bytes of content.
    static func unpack(_ frame: [UInt8], limit: Int) -> [UInt8]? {
        var window: [UInt8] = []
        var isGood = false
        window.append(addingCapacity: limit) { isGood = ZstdDecompressor.decompress(frame.span, into: &$0) }
        return isGood ? window : nil
    }
}

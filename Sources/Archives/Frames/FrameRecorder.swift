/// Notes the frames that a decoder comes by, as densely as the spacing allows.
struct FrameRecorder: ~Copyable, Sendable {
    private let spacing: FrameSpacing?
    private var frames: [Frame] = []
    /// The decoded offset of the frame noted last, or restarted at: the next ones keep their distance from it.
    private var last: UInt64?
    private var packer: WindowPacker?

    /// Notes nothing when `spacing` is nil.
    init(_ spacing: FrameSpacing?) {
        self.spacing = spacing
    }

    /// Begins anew at `frame`, which the caller knows already, or at the beginning, which is always noted.
    mutating func restart(at frame: Frame?) {
        frames = []
        last = frame?.decodedOffset
    }

    /// The decoded offset from which on a seek point is wanted; nil when none is.
    var seekPointDue: UInt64? {
        spacing.map { due(after: $0.seekPoints) }
    }

    /// Notes the start of a gzip member, a zstd frame or the like, unless it comes too soon after the last one.
    mutating func noteStart(
        _ kind: FrameKind, decodedOffset: UInt64, compressedOffset: UInt64, window: [UInt8] = []
    ) {
        guard let spacing, decodedOffset >= due(after: spacing.starts) else { return }
        frames.append(
            Frame(kind: kind, decodedOffset: decodedOffset, compressedOffset: compressedOffset, window: window))
        last = decodedOffset
    }

    /// Notes the deflate block before which `inflater` stands.
    mutating func noteSeekPoint(decodedOffset: UInt64, at inflater: borrowing BlockInflater) throws(ArchiveError) {
        if packer == nil { packer = try WindowPacker() }
        guard let packed = try packer?.pack(inflater.window) else { return }
        frames.append(
            Frame(
                kind: .deflateBlock, decodedOffset: decodedOffset, compressedOffset: UInt64(inflater.position),
                bit: inflater.unreadBits, window: packed))
        last = decodedOffset
    }

    /// Gives the frames noted so far away.
    mutating func take() -> [Frame] {
        defer { frames = [] }
        return frames
    }

    /// Two frames never share a decoded offset, whatever the spacing: it is what names them in an index.
    private func due(after distance: UInt64) -> UInt64 {
        guard let last else { return 0 }
        let (due, overflow) = last.addingReportingOverflow(max(1, distance))
        return overflow ? .max : due
    }
}

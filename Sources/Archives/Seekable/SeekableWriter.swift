/// Where written bytes go.
public protocol ByteSink: ~Copyable {
    /// Writes all of `bytes` behind what was written before.
    mutating func write(_ bytes: Span<UInt8>) throws(ArchiveError)
}

/// A frame as it was written, and what must come out of it again.
public struct WrittenFrame: Sendable, Hashable {
    /// Where the frame begins in the file.
    public let compressedOffset: UInt64
    /// Where what it holds begins in the decoded stream.
    public let decodedOffset: UInt64
    let entry: SeekTable.Entry
    let fingerprint: Fingerprint

    /// The place where decoding can start.
    public var frame: Frame {
        Frame(kind: .zstdFrame, decodedOffset: decodedOffset, compressedOffset: compressedOffset)
    }
}

/// Writes a file in the zstd seekable format: frames one behind the other, and a seek table at the end.
public struct SeekableWriter<Sink: ByteSink & ~Copyable>: ~Copyable {
    /// Where the file goes.
    public private(set) var sink: Sink
    /// The frames written so far.
    public private(set) var frames: [WrittenFrame] = []
    /// The size of what was written, in bytes, the table included once it is.
    public private(set) var compressedSize: UInt64 = 0
    /// The size of what the frames hold, in bytes.
    public private(set) var decodedSize: UInt64 = 0

    /// Begins a file with nothing in it.
    public init(_ sink: consuming Sink) {
        self.sink = sink
    }

    /// Writes frames; throws what the sink throws, and for more frames than the format's readers take.
    public mutating func add(_ packed: PackedFrames) throws(ArchiveError) {
        guard frames.count + packed.frames.count <= SeekTable.mostFrames else {
            throw ArchiveError("more frames than a seek table may have", remedy: "choose larger frames")
        }
        try sink.write(packed.bytes.span)
        for frame in packed.frames {
            frames.append(
                WrittenFrame(
                    compressedOffset: compressedSize, decodedOffset: decodedSize, entry: frame.entry,
                    fingerprint: frame.fingerprint))
            compressedSize += UInt64(frame.entry.compressedSize)
            decodedSize += UInt64(frame.entry.decodedSize)
        }
    }

    /// Writes the table. Nothing may be added behind it.
    public mutating func finish() throws(ArchiveError) {
        let table = SeekTable(frames.map(\.entry)).encoded()
        try sink.write(table.span)
        compressedSize += UInt64(table.count)
    }

    /// Calls `body` with the sink.
    public mutating func withSink<Result>(
        _ body: (inout Sink) throws(ArchiveError) -> Result
    ) throws(ArchiveError) -> Result {
        try body(&sink)
    }
}

extension SeekableWriter: Sendable where Sink: Sendable & ~Copyable {}

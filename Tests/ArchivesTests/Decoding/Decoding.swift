import Archives
import SystemPackage
import TestSupport

/// Texts that many tests share, as making them costs more than reading them.
enum Sample {
    static let long = sampleText(5_000_000)
    static let medium = sampleText(1_500_000, seed: 2)

    static func text(_ count: Int) -> [UInt8] {
        count <= medium.count ? Array(medium.prefix(count)) : Array(long.prefix(count))
    }
}

/// An archive of these stored bytes. Its file is gone already, which a mapping does not mind.
func archive(_ stored: [UInt8], windowLimit: Int = ArchiveFile.usualWindowLimit) throws -> ArchiveFile {
    try withTemporaryDirectory { directory in
        let path = directory.appending("archive")
        try write(stored, to: path)
        return try ArchiveFile(at: path, windowLimit: windowLimit)
    }
}

/// What came out of an archive, how it ended, and the frames on the way.
struct Decoded {
    var bytes: [UInt8] = []
    var status = DecodeStatus.more
    var frames: [Frame] = []
    /// How far the decoder says it has come since it began.
    var offset: UInt64 = 0

    var tear: Tear? {
        if case .torn(let tear) = status { tear } else { nil }
    }

    /// Decodes `file` with an output buffer of `room` bytes, to the end or to `limit` bytes.
    init(
        _ file: ArchiveFile, from frame: Frame? = nil, recording spacing: FrameSpacing? = nil, room: Int = 1 << 20,
        limit: Int = .max
    ) throws {
        var decoder = try StreamDecoder(file, from: frame, recordingFrames: spacing)
        while status == .more, bytes.count < limit {
            status = try decoder.decode(min(room, limit - bytes.count), appendingTo: &bytes)
            frames += decoder.takeFrames()
        }
        offset = decoder.decodedOffset - (frame?.decodedOffset ?? 0)
    }

    /// Decodes `file` to the end into buffers that stay, each of `reach` bytes, a piece at a time.
    init(
        _ file: ArchiveFile, from frame: Frame? = nil, reach: Int, piece: Int, recording spacing: FrameSpacing? = nil
    ) throws {
        var decoder = try StreamDecoder(file, from: frame, recordingFrames: spacing)
        let noise = [UInt8](repeating: 0xff, count: reach)
        while status == .more {
            // Nobody but the decoder holds on to it, and memory that is free is soon used by others.
            let buffer = TextBuffer(for: reach)
            while status == .more, buffer.count < reach {
                TextBuffer(for: reach).append(copying: noise.span)
                status = try decoder.decode(min(piece, reach - buffer.count), into: buffer, reach: reach)
            }
            unsafe buffer.bytes.withUnsafeBufferPointer { unsafe bytes += $0 }
            frames += decoder.takeFrames()
        }
        offset = decoder.decodedOffset - (frame?.decodedOffset ?? 0)
    }
}

/// A file in the seekable format with these pieces as its frames.
func seekable(_ pieces: [[UInt8]]) throws -> [UInt8] {
    var writer = SeekableWriter(ListSink())
    try write(pieces, &writer)
    return writer.sink.bytes
}

/// Writes pieces as frames, and their table.
func write(_ pieces: [[UInt8]], _ writer: inout SeekableWriter<ListSink>) throws {
    let compressor = try FrameCompressor(level: 3)
    for piece in pieces {
        var packed = PackedFrames()
        try compressor.append(piece.span, to: &packed)
        try writer.add(packed)
    }
    try writer.finish()
}

/// Keeps what is written, and fails at a write of choice.
struct ListSink: ByteSink {
    var bytes: [UInt8] = []
    var failsAt: Int?
    private var writes = 0

    init(failsAt: Int? = nil) {
        self.failsAt = failsAt
    }

    mutating func write(_ bytes: Span<UInt8>) throws(ArchiveError) {
        defer { writes += 1 }
        if writes == failsAt { throw ArchiveError("no more room") }
        for index in bytes.indices { self.bytes.append(bytes[index]) }
    }
}

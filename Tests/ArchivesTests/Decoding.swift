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
func archive(_ stored: [UInt8]) throws -> ArchiveFile {
    try withTemporaryDirectory { directory in
        let path = directory.appending("archive")
        try write(stored, to: path)
        return try ArchiveFile(at: path)
    }
}

/// What came out of an archive, how it ended, and the frames on the way.
struct Decoded {
    var bytes: [UInt8] = []
    var status = DecodeStatus.more
    var frames: [Frame] = []

    static let none = Decoded()

    private init() {}

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
    }
}

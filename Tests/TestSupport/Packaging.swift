/// The ways in which an archive comes.
public enum Packaging: String, CaseIterable, Sendable, CustomStringConvertible {
    case plain, gzip1, gzip5, bgzf, zstd1, zstd7, zstdSkippable, xz1, xz3, xzBlocks, bzip1, bzip3

    /// `bytes` packed this way.
    public func pack(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .plain: bytes
        case .gzip1: gzip(bytes)
        case .gzip5: gzip(bytes, members: 5)
        case .bgzf: TestSupport.bgzf(bytes)
        case .zstd1: zstd(bytes)
        case .zstd7: zstd(bytes, frames: 7)
        case .zstdSkippable: zstd(bytes, frames: 3, skippable: true)
        case .xz1: xz(bytes)
        case .xz3: xz(bytes, streams: 3, padding: 8)
        case .xzBlocks: xz(bytes, streams: 2, blockSize: 90_001)
        case .bzip1: bzip2(bytes)
        case .bzip3: bzip2(bytes, streams: 3, level: 1)
        }
    }

    /// The usual end of a file's name, with its dot; empty for plain.
    public var fileExtension: String {
        switch self {
        case .plain: ""
        case .gzip1, .gzip5, .bgzf: ".gz"
        case .zstd1, .zstd7, .zstdSkippable: ".zst"
        case .xz1, .xz3, .xzBlocks: ".xz"
        case .bzip1, .bzip3: ".bz2"
        }
    }

    /// The name of the case.
    public var description: String { rawValue }
}

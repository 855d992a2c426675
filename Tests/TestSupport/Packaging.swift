/// The ways in which an archive comes.
public enum Packaging: String, CaseIterable, Sendable, CustomStringConvertible {
    case plain, gzip1, gzip5, bgzf, zstd1, zstd7, zstdSkippable

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
        }
    }

    /// The usual end of a file's name, with its dot; empty for plain.
    public var fileExtension: String {
        switch self {
        case .plain: ""
        case .gzip1, .gzip5, .bgzf: ".gz"
        case .zstd1, .zstd7, .zstdSkippable: ".zst"
        }
    }

    /// The name of the case.
    public var description: String { rawValue }
}

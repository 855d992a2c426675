/// The place where an archive stops being readable, and why.
public struct Tear: Sendable, Hashable {
    /// The ways in which a stream tears.
    public enum Kind: UInt8, Sendable, Hashable {
        /// The file ends too early; the rest may come one day.
        case truncated = 0
        /// The bytes are not what the format allows, or a checksum does not match.
        case corrupt = 1
        /// Nothing may be wrong with the bytes, but decoding them takes what there is not: more memory than it may take, a
        /// dictionary.
        case unsupported = 2

        fileprivate var words: String {
            switch self {
            case .truncated: "truncated"
            case .corrupt: "corrupt"
            case .unsupported: "undecodable"
            }
        }
    }

    /// What is wrong.
    public var kind: Kind
    /// The offset in the file up to which it could be decoded.
    public var compressedOffset: UInt64
    /// The offset in the decoded stream up to which the bytes are known to be good.
    ///
    /// That is where the delivered bytes end, with one exception: when a checksum does not match, nobody knows which
    /// bytes are wrong, and both offsets are those where the gzip member, zstd frame, xz block or bzip2 block begins. Its
    /// bytes are delivered all the same.
    public var decodedOffset: UInt64
    /// What is wrong in words: the library's or our own.
    public var text: String

    /// Makes a tear from its parts.
    public init(_ kind: Kind, compressedOffset: UInt64, decodedOffset: UInt64, text: String) {
        self.kind = kind
        self.compressedOffset = compressedOffset
        self.decodedOffset = decodedOffset
        self.text = text
    }
}

extension Tear {
    /// Why a part of a file cannot be decoded though nothing may be wrong with it: its window is too long.
    ///
    /// - Parameters:
    ///   - part: what it is, with its article.
    ///   - window: how much of what was decoded must be kept, in bytes.
    ///   - limit: how much may be.
    static func refusal(of part: String, window: UInt64, limit: Int) -> String {
        let mebibyte: UInt64 = 1 << 20
        func mebibytes(_ bytes: UInt64) -> UInt64 { bytes / mebibyte + (bytes % mebibyte == 0 ? 0 : 1) }
        return """
            \(part) that needs a window of \(mebibytes(window)) MiB of memory, more than the \(mebibytes(UInt64(limit))) \
            MiB that it may take
            """
    }
}

extension Tear: CustomStringConvertible {
    /// One line, like "truncated at byte 812 of the file: ends inside a gzip member".
    public var description: String {
        "\(kind.words) at byte \(compressedOffset) of the file: \(text)"
    }
}

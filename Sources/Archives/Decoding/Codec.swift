/// How an archive's bytes are coded. The raw values are stored in indexes and never change their meaning.
///
/// What sets one codec apart from the others stands in its own folder, as the ``CodecTraits`` of its decoder.
public enum Codec: UInt8, Sendable, CaseIterable {
    /// Not at all: the file is the decoded stream.
    case plain = 0
    /// gzip, one or many members (RFC 1952); BGZF is gzip too.
    case gzip = 1
    /// zstd, one or many frames, skippable frames among them (RFC 8878).
    case zstd = 2
    /// xz, one or many streams of one or many blocks, with padding (xz file format 1.2.1).
    case xz = 3
    /// bzip2, one or many streams.
    case bzip2 = 4

    /// What packed archives are written in.
    public static let packed = Codec.zstd

    var traits: CodecTraits {
        switch self {
        case .plain: PlainDecoder.traits
        case .gzip: GzipDecoder.traits
        case .zstd: ZstdDecoder.traits
        case .xz: XzDecoder.traits
        case .bzip2: Bzip2Decoder.traits
        }
    }

    /// Tells the codec from the first bytes of a file, of which sixteen suffice; whatever is not known is plain.
    ///
    /// A file cut after its second byte is still told by those two, so that it counts as truncated and not as two bytes of
    /// log.
    public init(detecting bytes: Span<UInt8>) {
        self = bytes.count < 2 ? .plain : Codec.allCases.first { $0.traits.isBeginning(bytes) } ?? .plain
    }

    /// The codec's usual name, like "plain" or "gzip".
    public var name: String { traits.name }

    /// Whether the file is the decoded stream, which can be read in place and from any offset.
    public var isReadInPlace: Bool { self == .plain }

    /// How many bytes can be decoded in some hundredths of a second: a lookup that has to decode more than that to reach a
    /// record is felt. The greatest number where nothing is decoded.
    public var quicklyDecodedLength: UInt64 { traits.quicklyDecodedLength }

    /// The ending of the names of files, with its dot; empty for plain.
    public var ending: [UInt8] { Array(traits.ending.utf8) }

    /// A file's name without the codec's ending, or as it is where that is not there or is all of it.
    public func stem(of name: [UInt8]) -> [UInt8] {
        let ending = ending
        guard name.count > ending.count, name.suffix(ending.count).elementsEqual(ending) else { return name }
        return name.dropLast(ending.count)
    }

    /// The names of all codecs but plain, as the end of a sentence: "gzip, zstd and xz".
    public static var list: String {
        let names = allCases.filter { !$0.isReadInPlace }.map(\.name)
        return names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
    }
}

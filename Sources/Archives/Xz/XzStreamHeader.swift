import CLZMA

/// The first twelve bytes of an xz stream: a magic number, and what its blocks are checked by. The last twelve repeat that
/// (xz file format 1.2.1, sections 2.1.1 and 2.1.2).
struct XzStreamHeader: Sendable {
    /// The bytes themselves: what must be known of a stream to decode one of its blocks.
    let bytes: [UInt8]
    private let flags: lzma_stream_flags

    /// The size of a header, and of a footer, in bytes.
    static let size = 12
    /// The bytes that each stream begins with.
    static let magic: [UInt8] = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]

    /// What the first bytes of a stream may be.
    enum Reading {
        case header(XzStreamHeader)
        /// A header whose checksum does not match, or no header.
        case corrupt
        /// A header of a version of the format that is not known.
        case unsupported
    }

    /// The header at the start of `bytes`, which are at least as many.
    static func read(_ bytes: Span<UInt8>) -> Reading {
        precondition(bytes.count >= size, "fewer bytes than a header has")
        var flags = lzma_stream_flags()
        let code = unsafe bytes.withUnsafeBufferPointer { unsafe lzma_stream_header_decode(&flags, $0.baseAddress) }
        switch code {
        case LZMA_OK:
            var header: [UInt8] = []
            header.append(copying: bytes.extracting(first: size))
            return .header(XzStreamHeader(bytes: header, flags: flags))
        case LZMA_OPTIONS_ERROR: return .unsupported
        default: return .corrupt
        }
    }

    /// What the content of the blocks is checked by; of kinds that are not known nothing is checked.
    var check: lzma_check { flags.check }

    /// Whether the bytes, at least as many as a footer has, begin with the footer of the stream, whose index has a size.
    func isFooter(_ bytes: Span<UInt8>, indexSize: UInt64) -> Bool {
        precondition(bytes.count >= XzStreamHeader.size, "fewer bytes than a footer has")
        var footer = lzma_stream_flags()
        let code = unsafe bytes.withUnsafeBufferPointer { unsafe lzma_stream_footer_decode(&footer, $0.baseAddress) }
        var header = flags
        return unsafe code == LZMA_OK && lzma_stream_flags_compare(&header, &footer) == LZMA_OK
            && footer.backward_size == indexSize
    }
}

import CZlib

/// The owner of a zlib raw deflate decoder (RFC 1951), which can stop and restart at any deflate block.
@safe struct Inflater: ~Copyable, @unchecked Sendable {
    /// The most that a deflate block refers back to, in bytes (RFC 1951, section 2).
    static let windowSize = 32 << 10
    /// Negative: no header and no trailer; 15: windows of 2^15 bytes.
    private static let rawDeflate: Int32 = -15
    /// zlib keeps a pointer back to its stream, so the stream must stay where it is.
    private let stream: UnsafeMutablePointer<z_stream>

    /// How a call ended.
    enum Outcome {
        /// All input read or all room filled.
        case going
        /// Stopped between two blocks; the next one begins with the `unreadBits` highest bits of the last byte read.
        case blockEnd(unreadBits: UInt8)
        /// The last block ended.
        case streamEnd
        /// The input is no deflate stream, in zlib's words.
        case corrupt(String)
    }

    /// Throws when zlib cannot allocate its state.
    init() throws(ArchiveError) {
        unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        guard unsafe inflateInit2_(stream, Self.rawDeflate, ZLIB_VERSION, size) == Z_OK else {
            unsafe stream.deallocate()
            throw ArchiveError.outOfMemory(for: "zlib")
        }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Makes ready for a block inside a deflate stream, whose first bits are the `unreadBits` highest ones of `byte`
    /// and which may refer to `window`. False when zlib does not accept them.
    mutating func resume(unreadBits: UInt8, of byte: UInt8, window: Span<UInt8>) -> Bool {
        unsafe inflateReset(stream)
        if unreadBits > 0 {
            let bits = Int32(byte >> (8 - unreadBits))
            guard unsafe inflatePrime(stream, Int32(unreadBits), bits) == Z_OK else { return false }
        }
        guard !window.isEmpty else { return true }
        return unsafe window.withUnsafeBufferPointer { window in
            unsafe inflateSetDictionary(stream, window.baseAddress, UInt32(window.count)) == Z_OK
        }
    }

    /// Decodes from `input` up to the end of a block, appending at most `limit` bytes (and no more than fit) to `output`.
    ///
    /// Gives the number of bytes read, at most 4 GiB a call as zlib counts in 32 bits, and how it ended. Throws when
    /// zlib cannot allocate its window.
    mutating func inflate(
        _ input: Span<UInt8>, into output: inout OutputSpan<UInt8>, limit: Int
    ) throws(ArchiveError) -> (read: Int, outcome: Outcome) {
        let result = run(input, into: &output, limit: limit, flush: Z_BLOCK)
        switch result.code {
        case Z_STREAM_END: return (result.read, .streamEnd)
        case Z_MEM_ERROR: throw ArchiveError.outOfMemory(for: "zlib")
        // No progress was possible: the caller sees that from its own counts.
        case Z_OK, Z_BUF_ERROR: return (result.read, position)
        default:
            let text = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
            return (result.read, .corrupt(text ?? "no deflate stream"))
        }
    }

    /// Where zlib stopped, from `data_type` as zlib.h documents it for `inflate` with Z_BLOCK: 128 between blocks,
    /// 64 in or after the last one, the rest the number of unread bits.
    private var position: Outcome {
        let state = unsafe stream.pointee.data_type
        return state & 128 != 0 && state & 64 == 0 ? .blockEnd(unreadBits: UInt8(state & 7)) : .going
    }

    private mutating func run(
        _ input: Span<UInt8>, into output: inout OutputSpan<UInt8>, limit: Int, flush: Int32
    ) -> (read: Int, code: Int32) {
        unsafe input.withUnsafeBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { output, count in
                let available = UInt32(clamping: input.count)
                let room = UInt32(clamping: min(limit, output.count - count))
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.pointee.avail_in = available
                unsafe stream.pointee.next_out = output.baseAddress.map { unsafe $0 + count }
                unsafe stream.pointee.avail_out = room
                let code = unsafe CZlib.inflate(stream, flush)
                unsafe count += Int(room - stream.pointee.avail_out)
                return unsafe (Int(available - stream.pointee.avail_in), code)
            }
        }
    }
}

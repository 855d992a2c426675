import CZstd

/// The owner of a zstd decompression context.
@safe struct ZstdDecompressor: ~Copyable, @unchecked Sendable {
    let context: OpaquePointer

    /// How a call ended.
    enum Outcome {
        /// In the middle of a frame; the library would like to have `wanted` more bytes next.
        case going(wanted: Int)
        /// The frame is decoded and delivered whole.
        case frameEnd
        /// The content of the frame does not match the checksum at its end.
        case checksumMismatch(String)
        /// The frame cannot be decoded, in the library's words.
        case corrupt(String)
    }

    /// The library's error numbers, from zstd_errors.h, where they are promised to stay.
    private enum ErrorCode {
        static let checksumWrong = 22
        static let memoryAllocation = 64
    }

    /// Throws when the library cannot allocate its context.
    init() throws(ArchiveError) {
        guard let context = unsafe ZSTD_createDCtx() else { throw ArchiveError.outOfMemory(for: "zstd") }
        unsafe self.context = context
        // The most that the library takes: how much a frame may really have is asked before it is begun.
        unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 31)
    }

    deinit {
        unsafe _ = ZSTD_freeDCtx(context)
    }

    /// Makes ready for the start of a frame, wherever the last one was left.
    mutating func reset() {
        unsafe _ = ZSTD_DCtx_reset(context, ZSTD_reset_session_only)
    }

    /// Decodes from `input` until the room is full, the input is used up or a frame ends. The room is the free
    /// capacity of `output`, of which the first `limit` bytes are used; with `keeping` false the decoded bytes are
    /// not appended but lost.
    ///
    /// Gives the numbers of bytes read and decoded, and how it ended. Throws when the library is out of memory.
    mutating func decompress(
        _ input: Span<UInt8>, into output: inout OutputSpan<UInt8>, limit: Int, keeping: Bool = true
    ) throws(ArchiveError) -> (read: Int, decoded: Int, outcome: Outcome) {
        let (read, decoded, result) = run(input, into: &output, limit: limit, keeping: keeping)
        if ZSTD_isError(result) == 0 {
            return (read, decoded, result == 0 ? .frameEnd : .going(wanted: result))
        }
        let text = unsafe String(cString: ZSTD_getErrorName(result))
        // An error is its number, negated.
        switch 0 &- result {
        case ErrorCode.memoryAllocation: throw ArchiveError.outOfMemory(for: "zstd")
        case ErrorCode.checksumWrong: return (read, decoded, .checksumMismatch(text))
        default: return (read, decoded, .corrupt(text))
        }
    }

    private mutating func run(
        _ input: Span<UInt8>, into output: inout OutputSpan<UInt8>, limit: Int, keeping: Bool
    ) -> (read: Int, decoded: Int, result: Int) {
        unsafe input.withUnsafeBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { output, count in
                let size = min(limit, output.count - count)
                var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
                var room = unsafe ZSTD_outBuffer(dst: output.baseAddress.map { unsafe $0 + count }, size: size, pos: 0)
                let result = unsafe ZSTD_decompressStream(context, &room, &source)
                if keeping { unsafe count += room.pos }
                return unsafe (source.pos, room.pos, result)
            }
        }
    }

    /// Decodes `frame` in one go, appending to `output`; false when it cannot be decoded or does not fit.
    static func decompress(_ frame: Span<UInt8>, into output: inout OutputSpan<UInt8>) -> Bool {
        unsafe frame.withUnsafeBufferPointer { frame in
            unsafe output.withUnsafeMutableBufferPointer { output, count in
                let room = unsafe output.baseAddress.map { unsafe $0 + count }
                let size = unsafe ZSTD_decompress(room, output.count - count, frame.baseAddress, frame.count)
                guard ZSTD_isError(size) == 0 else { return false }
                count += size
                return true
            }
        }
    }
}

import CZstd

/// The owner of a zstd compression context.
@safe struct ZstdCompressor: ~Copyable, @unchecked Sendable {
    private let context: OpaquePointer

    /// Throws when the library cannot allocate a context.
    init() throws(ArchiveError) {
        guard let context = unsafe ZSTD_createCCtx() else { throw ArchiveError.outOfMemory(for: "zstd") }
        unsafe self.context = context
    }

    deinit {
        unsafe _ = ZSTD_freeCCtx(context)
    }

    /// Appends `bytes` as one frame to `output`; throws what the library has to say.
    func compress(_ bytes: Span<UInt8>, level: Int32, appendingTo output: inout [UInt8]) throws(ArchiveError) {
        let bound = ZSTD_compressBound(bytes.count)
        var result = 0
        output.append(addingCapacity: bound) { output in
            unsafe output.withUnsafeMutableBufferPointer { room, count in
                result = unsafe bytes.withUnsafeBufferPointer { input in
                    unsafe ZSTD_compressCCtx(context, room.baseAddress, bound, input.baseAddress, input.count, level)
                }
                if ZSTD_isError(result) == 0 { count = result }
            }
        }
        if ZSTD_isError(result) != 0 {
            let text = unsafe String(cString: ZSTD_getErrorName(result))
            throw ArchiveError("cannot compress", cause: .library(text))
        }
    }
}

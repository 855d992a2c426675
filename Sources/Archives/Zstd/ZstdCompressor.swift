import CZstd

/// The owner of a zstd compression context.
@safe struct ZstdCompressor: ~Copyable, @unchecked Sendable {
    private let context: OpaquePointer

    /// - Parameters:
    ///   - level: a level of the library's.
    ///   - checksum: whether frames end with a checksum of their content.
    /// - Throws: when the library cannot allocate a context.
    init(level: Int32, checksum: Bool = false) throws(ArchiveError) {
        guard let context = unsafe ZSTD_createCCtx() else { throw ArchiveError.outOfMemory(for: "zstd") }
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, checksum ? 1 : 0)
        unsafe self.context = context
    }

    deinit {
        unsafe _ = ZSTD_freeCCtx(context)
    }

    /// Appends `bytes` as one frame to `output`; throws what the library has to say.
    func compress(_ bytes: Span<UInt8>, appendingTo output: inout [UInt8]) throws(ArchiveError) {
        let bound = ZSTD_compressBound(bytes.count)
        var result = 0
        output.append(addingCapacity: bound) { output in
            unsafe output.withUnsafeMutableBufferPointer { room, count in
                result = unsafe bytes.withUnsafeBufferPointer { input in
                    let free = unsafe room.baseAddress.map { unsafe $0 + count }
                    return unsafe ZSTD_compress2(context, free, bound, input.baseAddress, input.count)
                }
                if ZSTD_isError(result) == 0 { count += result }
            }
        }
        if ZSTD_isError(result) != 0 {
            let text = unsafe String(cString: ZSTD_getErrorName(result))
            throw ArchiveError("cannot compress", cause: .library(text))
        }
    }
}

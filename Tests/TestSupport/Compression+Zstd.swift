import CZstd

/// `bytes` as `frames` zstd frames (RFC 8878), cut at arbitrary bytes.
///
/// With `skippable`, there are skippable frames before, between and after them. Without `contentSize` the frames do
/// not tell how long their content is, as when a pipe is compressed.
public func zstd(
    _ bytes: [UInt8], frames: Int = 1, level: Int32 = 3, skippable: Bool = false, checksum: Bool = true,
    contentSize: Bool = true, windowLog: Int32? = nil
) -> [UInt8] {
    guard let context = unsafe ZSTD_createCCtx() else { preconditionFailure("ZSTD_createCCtx failed") }
    defer { unsafe _ = ZSTD_freeCCtx(context) }
    unsafe set(context, ZSTD_c_compressionLevel, level)
    unsafe set(context, ZSTD_c_checksumFlag, checksum ? 1 : 0)
    unsafe set(context, ZSTD_c_contentSizeFlag, contentSize ? 1 : 0)
    if let windowLog {
        unsafe set(context, ZSTD_c_enableLongDistanceMatching, 1)
        unsafe set(context, ZSTD_c_windowLog, windowLog)
    }
    var packed: [UInt8] = []
    for (index, piece) in pieces(of: bytes, count: frames).enumerated() {
        if skippable { packed += skippableFrame(number: index, size: 7 + index) }
        packed += unsafe frame(piece, context)
    }
    return skippable ? packed + skippableFrame(number: 15, size: 100) : packed
}

/// A skippable frame (RFC 8878, section 3.1.2) with `size` bytes that mean nothing.
public func skippableFrame(number: Int = 0, size: Int) -> [UInt8] {
    littleEndian(0x184D_2A50 + UInt32(number % 16), size: 4) + littleEndian(UInt32(size), size: 4)
        + [UInt8](repeating: 0x2a, count: size)
}

private func set(_ context: OpaquePointer, _ parameter: ZSTD_cParameter, _ value: Int32) {
    let result = unsafe ZSTD_CCtx_setParameter(context, parameter, value)
    precondition(ZSTD_isError(result) == 0, "ZSTD_CCtx_setParameter failed")
}

private func frame(_ bytes: ArraySlice<UInt8>, _ context: OpaquePointer) -> [UInt8] {
    let bound = ZSTD_compressBound(bytes.count)
    return unsafe bytes.withUnsafeBufferPointer { input in
        unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            count = unsafe ZSTD_compress2(context, output.baseAddress, bound, input.baseAddress, input.count)
            precondition(ZSTD_isError(count) == 0, "ZSTD_compress2 failed")
        }
    }
}

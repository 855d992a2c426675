import CLZMA

/// What the content of xz blocks is checked by.
public enum XzCheck: UInt32, CaseIterable, Sendable {
    case none = 0
    case crc32 = 1
    case crc64 = 4
    case sha256 = 10
}

/// `bytes` as `streams` xz streams (xz file format 1.2.1), cut at arbitrary bytes.
///
/// With `blockSize`, they have blocks of so many bytes, as `xz --block-size` makes them; with `padding`, so many zeros are
/// behind each stream.
public func xz(
    _ bytes: [UInt8], streams: Int = 1, blockSize: Int? = nil, check: XzCheck = .crc64, preset: UInt32 = 1,
    padding: Int = 0
) -> [UInt8] {
    pieces(of: bytes, count: streams).flatMap {
        xzStream($0, blockSize ?? max(1, $0.count), check, preset) + [UInt8](repeating: 0, count: padding)
    }
}

private func xzStream(_ bytes: ArraySlice<UInt8>, _ blockSize: Int, _ check: XzCheck, _ preset: UInt32) -> [UInt8] {
    var stream = unsafe lzma_stream()
    let code = unsafe lzma_easy_encoder(&stream, preset, lzma_check(check.rawValue))
    precondition(code == LZMA_OK, "lzma_easy_encoder failed")
    defer { unsafe lzma_end(&stream) }
    var packed: [UInt8] = []
    for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: blockSize) {
        unsafe append(bytes[start..<min(start + blockSize, bytes.endIndex)], LZMA_FULL_FLUSH, &stream, to: &packed)
    }
    unsafe append([], LZMA_FINISH, &stream, to: &packed)
    return packed
}

private func append(
    _ bytes: ArraySlice<UInt8>, _ action: lzma_action, _ stream: inout lzma_stream, to packed: inout [UInt8]
) {
    unsafe bytes.withUnsafeBufferPointer { input in
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = input.count
        var code = LZMA_OK
        while code == LZMA_OK {
            packed += unsafe [UInt8](unsafeUninitializedCapacity: 64 << 10) { output, count in
                unsafe stream.next_out = output.baseAddress
                unsafe stream.avail_out = output.count
                code = unsafe lzma_code(&stream, action)
                count = unsafe output.count - stream.avail_out
            }
        }
        precondition(code == LZMA_STREAM_END, "lzma_code failed")
    }
}

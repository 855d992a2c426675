import CZlib

/// `bytes` as `members` gzip members (RFC 1952), cut at arbitrary bytes.
public func gzip(_ bytes: [UInt8], members: Int = 1, level: Int32 = 6) -> [UInt8] {
    pieces(of: bytes, count: members).flatMap { deflate($0, level: level, windowBits: 15 + 16) }
}

/// `bytes` as BGZF, the blocked gzip of the SAM/BAM specification (section 4.1): members of at most 64 KiB that carry
/// their own size in a `BC` extra field, and an empty one at the end.
public func bgzf(_ bytes: [UInt8], blockSize: Int = 65280) -> [UInt8] {
    var packed: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: blockSize) {
        packed += bgzfBlock(bytes[start..<min(start + blockSize, bytes.count)])
    }
    return packed + bgzfBlock([])
}

/// A gzip member with a header of your own; `flags` and `fields` are not checked against each other.
public func gzipMember(_ bytes: [UInt8], flags: UInt8 = 0, fields: [UInt8] = [], level: Int32 = 6) -> [UInt8] {
    var member: [UInt8] = [0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 255]
    member += fields
    member += deflate(bytes[...], level: level, windowBits: -15)
    member += littleEndian(checksum(bytes[...]), size: 4)
    member += littleEndian(UInt32(truncatingIfNeeded: bytes.count), size: 4)
    return member
}

/// The CRC-32 of `bytes`.
public func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe bytes.isEmpty ? 0 : UInt32(truncatingIfNeeded: crc32_z(0, bytes.baseAddress, bytes.count))
    }
}

/// The `size` low bytes of `value`, lowest first.
public func littleEndian(_ value: UInt32, size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

private func bgzfBlock(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let content = deflate(bytes, level: 6, windowBits: -15)
    // Header, extra field and trailer are 26 bytes; the field holds the block's size less one.
    let size = UInt32(content.count + 26 - 1)
    var block: [UInt8] = [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, 6, 0, 0x42, 0x43, 2, 0]
    block += littleEndian(size, size: 2)
    block += content
    block += littleEndian(checksum(bytes), size: 4)
    return block + littleEndian(UInt32(bytes.count), size: 4)
}

/// One whole zlib stream: raw deflate for `windowBits` -15, a gzip member for 31.
private func deflate(_ bytes: ArraySlice<UInt8>, level: Int32, windowBits: Int32) -> [UInt8] {
    var stream = unsafe z_stream()
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    var code = unsafe deflateInit2_(
        &stream, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    precondition(code == Z_OK, "deflateInit2 failed")
    defer { unsafe deflateEnd(&stream) }
    let bound = unsafe Int(deflateBound(&stream, UInt(bytes.count)))
    return unsafe bytes.withUnsafeBufferPointer { input in
        unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            unsafe stream.avail_in = UInt32(input.count)
            unsafe stream.next_out = output.baseAddress
            unsafe stream.avail_out = UInt32(bound)
            code = unsafe CZlib.deflate(&stream, Z_FINISH)
            precondition(code == Z_STREAM_END, "deflate failed")
            count = unsafe bound - Int(stream.avail_out)
        }
    }
}

import CZlib
import CZstd

/// All that zlib alone can decode of the beginning of one gzip member.
public func gunzipPrefix(_ bytes: [UInt8], limit: Int) -> [UInt8] {
    var stream = unsafe z_stream()
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    let code = unsafe inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, size)
    precondition(code == Z_OK, "inflateInit2 failed")
    defer { unsafe inflateEnd(&stream) }
    return unsafe bytes.withUnsafeBufferPointer { input in
        unsafe [UInt8](unsafeUninitializedCapacity: limit) { output, count in
            unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            unsafe stream.avail_in = UInt32(input.count)
            unsafe stream.next_out = output.baseAddress
            unsafe stream.avail_out = UInt32(limit)
            unsafe inflate(&stream, Z_SYNC_FLUSH)
            count = unsafe limit - Int(stream.avail_out)
        }
    }
}

/// The content of whole gzip members, one behind the other.
public func gunzipMembers(_ bytes: [UInt8], limit: Int) -> [UInt8] {
    var stream = unsafe z_stream()
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    var code = unsafe inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, size)
    precondition(code == Z_OK, "inflateInit2 failed")
    defer { unsafe inflateEnd(&stream) }
    return unsafe bytes.withUnsafeBufferPointer { input in
        unsafe [UInt8](unsafeUninitializedCapacity: limit) { output, count in
            unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            unsafe stream.avail_in = UInt32(input.count)
            unsafe stream.next_out = output.baseAddress
            unsafe stream.avail_out = UInt32(limit)
            while code == Z_OK {
                code = unsafe inflate(&stream, Z_NO_FLUSH)
                if unsafe code == Z_STREAM_END && stream.avail_in > 0 { code = unsafe inflateReset(&stream) }
            }
            count = unsafe limit - Int(stream.avail_out)
        }
    }
}

/// All that the zstd library alone can decode of the beginning of some frames.
public func unzstdPrefix(_ bytes: [UInt8], limit: Int) -> [UInt8] {
    guard let context = unsafe ZSTD_createDCtx() else { preconditionFailure("ZSTD_createDCtx failed") }
    defer { unsafe _ = ZSTD_freeDCtx(context) }
    return unsafe bytes.withUnsafeBufferPointer { input in
        unsafe [UInt8](unsafeUninitializedCapacity: limit) { output, count in
            var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
            var room = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: limit, pos: 0)
            while unsafe source.pos < source.size {
                let result = unsafe ZSTD_decompressStream(context, &room, &source)
                if ZSTD_isError(result) != 0 { break }
            }
            count = unsafe room.pos
        }
    }
}

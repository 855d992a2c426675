import CZlib

/// How zlib chooses codes and matches: its Z_DEFAULT_STRATEGY and the others.
public enum DeflateStrategy: Int32, CaseIterable, Sendable {
    case usual = 0
    case filtered, huffmanOnly, runs, fixedCodes
}

/// `bytes` as one raw deflate stream (RFC 1951), flushed at every `flushing` bytes so that there are empty blocks in it.
///
/// - Parameter memory: zlib's memLevel, 1 to 9: the less, the shorter the blocks.
public func rawDeflate(
    _ bytes: [UInt8], level: Int32 = 6, strategy: DeflateStrategy = .usual, memory: Int32 = 8, flushing: Int = .max
) -> [UInt8] {
    var stream = unsafe z_stream()
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    let code = unsafe deflateInit2_(&stream, level, Z_DEFLATED, -15, memory, strategy.rawValue, ZLIB_VERSION, size)
    precondition(code == Z_OK, "deflateInit2 failed")
    defer { unsafe deflateEnd(&stream) }
    let flushes = bytes.count / max(1, flushing) + 1
    let bound = unsafe Int(deflateBound(&stream, UInt(bytes.count))) + bytes.count / 4 + flushes * 16
    return unsafe bytes.withUnsafeBufferPointer { input in
        unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            unsafe stream.next_out = output.baseAddress
            unsafe stream.avail_out = UInt32(bound)
            var left = input.count
            while left > flushing {
                unsafe stream.avail_in = UInt32(flushing)
                unsafe precondition(deflate(&stream, Z_SYNC_FLUSH) == Z_OK, "deflate failed")
                left -= flushing
            }
            unsafe stream.avail_in = UInt32(left)
            unsafe precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END, "deflate failed")
            count = unsafe bound - Int(stream.avail_out)
        }
    }
}

/// A gzip member (RFC 1952) of a raw deflate stream that decodes to `bytes`.
public func gzipMember(stream: [UInt8], of bytes: [UInt8]) -> [UInt8] {
    [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255] + stream + littleEndian(checksum(bytes[...]), size: 4)
        + littleEndian(UInt32(truncatingIfNeeded: bytes.count), size: 4)
}

/// What zlib alone makes of a raw deflate stream.
public struct ZlibBlocks {
    /// All that it decodes, up to an error too.
    public var bytes: [UInt8] = []
    /// Where each block but the first begins: in bits of the stream, and in decoded bytes.
    public var starts: [(bit: Int, decoded: Int)] = []
    /// Whether it came to the stream's end.
    public var isWhole = false
    /// Whether it found what no stream may hold.
    public var isCorrupt = false

    /// Decodes `stream`, stopping at every block, to at most `limit` bytes.
    public init(_ packed: [UInt8], limit: Int) {
        var stream = unsafe z_stream()
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        let made = unsafe inflateInit2_(&stream, -15, ZLIB_VERSION, size)
        precondition(made == Z_OK, "inflateInit2 failed")
        defer { unsafe inflateEnd(&stream) }
        var starts: [(bit: Int, decoded: Int)] = []
        var code = Z_OK
        bytes = unsafe packed.withUnsafeBufferPointer { input in
            unsafe [UInt8](unsafeUninitializedCapacity: limit) { output, count in
                unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.avail_in = UInt32(input.count)
                unsafe stream.next_out = output.baseAddress
                unsafe stream.avail_out = UInt32(limit)
                while code == Z_OK {
                    code = unsafe inflate(&stream, Z_BLOCK)
                    // 128 between blocks, 64 in the last one, 0 to 7 unread bits (zlib.h).
                    let state = unsafe stream.data_type
                    guard code == Z_OK, state & 128 != 0, state & 64 == 0 else { continue }
                    let bit = unsafe (input.count - Int(stream.avail_in)) * 8 - Int(state & 7)
                    starts.append((bit, unsafe limit - Int(stream.avail_out)))
                }
                count = unsafe limit - Int(stream.avail_out)
            }
        }
        self.starts = starts
        isWhole = code == Z_STREAM_END
        isCorrupt = code == Z_DATA_ERROR
    }
}

import CDeflateBlock

/// Decodes deflate streams (RFC 1951) a block at a time, so that it knows where each of them begins.
///
/// Blocks are decoded by a fast routine of our own that takes whole and ordinary ones alone. What it refuses zlib
/// decodes from the same bit on: what is broken, cut, very long or odd is judged by zlib and by nobody else.
@safe struct BlockInflater: ~Copyable, @unchecked Sendable {
    /// How a step ended. Bytes may have been decoded in each case.
    enum Outcome {
        /// Inside a block.
        case going
        /// Between two blocks.
        case blockEnd
        /// Behind the last block.
        case streamEnd
        /// The input ends inside the stream.
        case truncated
        /// The input is no deflate stream, in zlib's words.
        case corrupt(String)
    }

    private let tables: OpaquePointer
    /// What the next block may refer to, and behind it what was decoded last. Untouched memory costs nothing.
    private let room: UnsafeMutablePointer<UInt8>
    /// Some compressors make blocks of up to a megabyte; longer ones are left to zlib.
    private static let roomSize = slideAt + 1 << 20
    /// Far enough that windows are not moved for every one of many short blocks, near enough to stay in the cache.
    private static let slideAt = 256 << 10
    private var delivered = 0
    private var end = 0
    /// How many of the bytes before `end` belong to the stream and may be referred to.
    private var history = 0
    /// Where the next block begins, or zlib stands, in bits of the input.
    private var bit: UInt64 = 0
    private var slow: Inflater
    private var isSlow = false

    /// Throws when there is no memory.
    init() throws(ArchiveError) {
        let slow = try Inflater()
        guard let tables = unsafe cdeflate_tables_create() else { throw ArchiveError.outOfMemory(for: "deflate") }
        unsafe self.tables = tables
        unsafe room = UnsafeMutablePointer<UInt8>.allocate(capacity: BlockInflater.roomSize)
        self.slow = slow
    }

    deinit {
        unsafe cdeflate_tables_free(tables)
        unsafe room.deallocate()
    }

    /// Makes ready for a deflate stream that begins at a byte of the input, or for a block inside one, of which the
    /// `unreadBits` highest bits of the byte before are the first; it may refer to `window`.
    mutating func restart(at position: Int, unreadBits: UInt8 = 0, window: [UInt8] = []) {
        bit = UInt64(position) * 8 - UInt64(unreadBits)
        isSlow = false
        unsafe window.withUnsafeBufferPointer { window in
            if let bytes = window.baseAddress { unsafe room.update(from: bytes, count: window.count) }
        }
        (delivered, end, history) = (window.count, window.count, window.count)
    }

    /// The offset in the input of the first byte of which no bit is read, and how many bits of the one before are not.
    var position: Int { Int((bit + 7) / 8) }
    var unreadBits: UInt8 { UInt8(truncatingIfNeeded: UInt64(position) * 8 - bit) }

    /// How many decoded bytes were not delivered yet.
    var pending: Int { end - delivered }

    /// The decoded bytes that the next block may refer to: at most `Inflater.windowSize`.
    var window: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let bytes = unsafe UnsafeBufferPointer(start: room + (end - history), count: history)
            return unsafe _overrideLifetime(Span(_unsafeElements: bytes), borrowing: self)
        }
    }

    /// Moves pending bytes to `output` as far as they fit.
    mutating func deliver(into output: inout OutputSpan<UInt8>) {
        let count = min(pending, output.freeCapacity)
        output.append(copying: unsafe Span(_unsafeStart: room + delivered, count: count))
        delivered += count
    }

    /// Decodes a block of `input`, the bytes of the whole file, or some of one. All must have been delivered.
    ///
    /// Throws when zlib is out of memory.
    mutating func step(_ input: Span<UInt8>) throws(ArchiveError) -> Outcome {
        slide()
        if !isSlow {
            switch decodeBlock(input) {
            case CDEFLATE_BLOCK_END: return .blockEnd
            case CDEFLATE_STREAM_END: return .streamEnd
            default: try goSlow(input)
            }
        }
        return try stepSlowly(input)
    }

    /// Moves what may be referred to to the front, if there is less room than there should be.
    private mutating func slide() {
        guard end > BlockInflater.slideAt else { return }
        unsafe room.update(from: room + (end - history), count: history)
        (delivered, end) = (history, history)
    }

    private mutating func grow(by count: Int) {
        end += count
        history = min(history + count, Inflater.windowSize)
    }

    private mutating func decodeBlock(_ input: Span<UInt8>) -> cdeflate_outcome {
        var newEnd = end
        let outcome = unsafe input.withUnsafeBufferPointer { input in
            unsafe cdeflate_decode_block(
                tables, input.baseAddress, input.count, &bit, room, BlockInflater.roomSize, &newEnd, history)
        }
        grow(by: newEnd - end)
        return outcome
    }

    /// Lets zlib go on at the block that was refused.
    private mutating func goSlow(_ input: Span<UInt8>) throws(ArchiveError) {
        let last = unreadBits > 0 ? input[position - 1] : 0
        let window = unsafe Span(_unsafeStart: room + (end - history), count: history)
        guard slow.resume(unreadBits: unreadBits, of: last, window: window) else {
            throw ArchiveError.outOfMemory(for: "zlib")
        }
        isSlow = true
    }

    private mutating func stepSlowly(_ input: Span<UInt8>) throws(ArchiveError) -> Outcome {
        let start = position
        let free = unsafe UnsafeMutableBufferPointer(start: room + end, count: BlockInflater.roomSize - end)
        var output = unsafe OutputSpan(buffer: free, initializedCount: 0)
        let (read, outcome) = try slow.inflate(
            input.extracting(droppingFirst: start), into: &output, limit: output.freeCapacity)
        let isFull = output.isFull
        grow(by: unsafe output.finalize(for: free))
        bit = UInt64(start + read) * 8
        switch outcome {
        case .going: return !isFull && start + read == input.count ? .truncated : .going
        case .streamEnd: return .streamEnd
        case .corrupt(let text): return .corrupt(text)
        case .blockEnd(let unreadBits):
            bit -= UInt64(unreadBits)
            isSlow = false
            return .blockEnd
        }
    }
}

public import CByteMask

/// A line of a text, and where its words end: made in one pass over its bytes, 64 at a time.
///
/// It ends at its first *break*: a line feed, with the carriage returns before it, or a carriage return or NUL alone.
/// A *blank* is the one byte 0x20. A *mark* is any other control, a quote or an angle bracket. Kept, and read again for
/// each line: it allocates once. Not copyable, so that nobody copies the masks for each question by accident.
@safe
public struct LineMasks: ~Copyable {
    /// A line as long as this or longer is not marked to its end.
    @inlinable public static var length: Int { blocks * 64 }

    @usableFromInline var start = 0
    @usableFromInline var ends = cbytemask_line_ends(end: 0, stop: 0)

    @usableFromInline static var blocks: Int { Int(CBYTEMASK_LINE_BLOCKS) }
    /// Those of the blanks, then those of the marks. In both the bit of the line's end is set and none behind it.
    @usableFromInline let masks: UnsafeMutablePointer<UInt64>

    public init() {
        // One more, for eight bytes of masks are read from any byte on.
        let count = LineMasks.blocks * 2 + 1
        unsafe masks = .allocate(capacity: count)
        unsafe masks.initialize(repeating: 0, count: count)
    }

    deinit { unsafe masks.deallocate() }

    /// Reads the line from `start` on; nothing at or behind `limit` is taken for a part of it. O(length / 64).
    @inlinable @inline(__always)
    public mutating func read(_ text: Span<UInt8>, from start: Int, before limit: Int) {
        precondition(start >= 0 && start <= limit && limit <= text.count)
        self.start = start
        ends = unsafe text.withUnsafeBufferPointer { bytes in
            unsafe cbytemask_line(bytes.baseAddress, bytes.count, start, limit, masks, masks + LineMasks.blocks)
        }
    }

    /// The line in the text that it was read from, up to its first break.
    @inlinable @inline(__always)
    public var range: Range<Int> { start..<ends.end }

    /// Where the last byte of what ends it stands (of CR LF the LF), or where the text or the part of it that was looked at
    /// ends.
    @inlinable @inline(__always)
    public var stop: Int { ends.stop }

    /// Whether all of it is marked. Of any other line nothing below may be asked.
    @inlinable @inline(__always)
    public var isWhole: Bool { ends.end &- start < LineMasks.length }

    // The offsets below are those in the line, from 0 up to its length, which is the answer where nothing is found.

    /// The first blank from `offset` on. O(distance / 64).
    @inlinable @inline(__always)
    public func blank(from offset: Int) -> Int { first(from: offset, inBlocksFrom: 0) }

    /// The first byte from `offset` on that is no blank. O(distance / 64).
    @inlinable @inline(__always)
    public func filled(from offset: Int) -> Int {
        let length = ends.end &- start
        precondition(offset >= 0 && offset <= length && isWhole)
        var place = offset
        while place < length {
            let filled = bits(from: place, inBlocksFrom: 0, inverted: true)
            guard filled == 0 else { return min(place &+ filled.trailingZeroBitCount, length) }
            place = (place & ~7) &+ 64
        }
        return length
    }

    /// The first mark from `offset` on. O(distance / 64).
    @inlinable @inline(__always)
    public func mark(from offset: Int) -> Int { first(from: offset, inBlocksFrom: LineMasks.blocks) }

    @inlinable @inline(__always)
    func first(from offset: Int, inBlocksFrom first: Int) -> Int {
        precondition(offset >= 0 && offset <= ends.end &- start && isWhole)
        var place = offset
        // The bit of the line's end stops the walk.
        while true {
            let found = bits(from: place, inBlocksFrom: first, inverted: false)
            guard found == 0 else { return place &+ found.trailingZeroBitCount }
            place = (place & ~7) &+ 64
        }
    }

    /// The bits from `offset` on: 57 at least and 64 at most, as far as whole bytes of the masks go.
    ///
    /// A word seldom ends more than 57 bytes from where it begins, but often in another block.
    @inlinable @inline(__always)
    func bits(from offset: Int, inBlocksFrom first: Int, inverted: Bool) -> UInt64 {
        let bytes = unsafe UnsafeRawPointer(masks + first)
        let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset >> 3, as: UInt64.self))
        return (inverted ? ~word : word) &>> UInt64(truncatingIfNeeded: offset & 7)
    }
}

public import CByteMask

/// A class of bytes that can be told apart 64 at a time.
public protocol BytePattern: Sendable {
    /// Bit i is set when the byte at `block + i` belongs to it; 64 bytes are read.
    @unsafe func mask(_ block: UnsafePointer<UInt8>) -> UInt64
    /// Whether one byte belongs to it.
    func contains(_ byte: UInt8) -> Bool
}

/// One byte and no other.
@frozen
public struct SameByte: BytePattern {
    @usableFromInline let byte: UInt8

    @inlinable @inline(__always)
    public init(_ byte: UInt8) {
        self.byte = byte
    }

    @unsafe @inlinable @inline(__always)
    public func mask(_ block: UnsafePointer<UInt8>) -> UInt64 { unsafe cbytemask_equal(block, byte) }

    @inlinable @inline(__always)
    public func contains(_ byte: UInt8) -> Bool { byte == self.byte }
}

/// What stands around the words of a log: blanks and all other controls, quotes, angle brackets.
@frozen
public struct Delimiter: BytePattern {
    @inlinable @inline(__always)
    public init() {}

    @unsafe @inlinable @inline(__always)
    public func mask(_ block: UnsafePointer<UInt8>) -> UInt64 { unsafe cbytemask_delimiters(block) }

    @inlinable @inline(__always)
    public func contains(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: "\"") || byte & ~2 == UInt8(ascii: "<")
    }
}

/// Letters, digits and underscores.
@frozen
public struct WordByte: BytePattern {
    @inlinable @inline(__always)
    public init() {}

    @unsafe @inlinable @inline(__always)
    public func mask(_ block: UnsafePointer<UInt8>) -> UInt64 { unsafe cbytemask_words(block) }

    @inlinable @inline(__always)
    public func contains(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_")
    }
}

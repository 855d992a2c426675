import ByteScanning

/// The stamp as the MTA writes it, `dd-Mon-yyyy hh:mm:ss.cc` and a blank, told by two comparisons of sixteen bytes.
///
/// Whatever looks otherwise and is a stamp all the same (one digit for the day, no fraction) is for `StampShape`.
enum StampWords {
    /// The bytes of a stamp, the blank behind it not counted.
    static let length = 23

    /// Whether such a stamp stands at `offset`, its month any three letters. O(1).
    @inline(__always)
    static func arePresent(_ text: Span<UInt8>, at offset: Int) -> Bool {
        guard text.count &- offset > length else { return false }
        return beginning.fits(text, at: offset) && areRest(text, at: offset)
    }

    /// Whether what stands behind the first eight bytes is that of such a stamp; the bytes of one must be there.
    @inline(__always)
    static func areRest(_ text: Span<UInt8>, at offset: Int) -> Bool { rest.fits(text, at: offset &+ 8) }

    /// `dd-Mon-yyyy hh:m`.
    @inline(__always)
    private static var beginning: ByteShape {
        ByteShape(
            fold: SIMD16(0, 0, 0, 0x20, 0x20, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            lows: SIMD16(48, 48, 45, 97, 97, 97, 45, 48, 48, 48, 48, 32, 48, 48, 58, 48),
            spans: SIMD16(9, 9, 0, 25, 25, 25, 0, 9, 9, 9, 9, 0, 9, 9, 0, 9))
    }

    /// `yyy hh:mm:ss.cc `, from the eighth byte on.
    @inline(__always)
    private static var rest: ByteShape {
        ByteShape(
            lows: SIMD16(48, 48, 48, 32, 48, 48, 58, 48, 48, 58, 48, 48, 46, 48, 48, 32),
            spans: SIMD16(9, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 0))
    }

    /// The day, the month and the first digit of the year: when they are those of a stamp that was read before, they
    /// are a day and a month.
    @inline(__always)
    static func day(_ text: Span<UInt8>, at offset: Int) -> UInt64 { text.word(at: offset) }
}

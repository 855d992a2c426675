import ByteScanning

/// The stamp as the MTA writes it, `dd-Mon-yyyy hh:mm:ss.cc` and a blank, told by three comparisons of eight bytes.
///
/// Whatever looks otherwise and is a stamp all the same (one digit for the day, no fraction) is for `StampShape`.
enum StampWords {
    /// The bytes of a stamp, the blank behind it not counted.
    static let length = 23

    /// `dd-Mon-y`, `yyy hh:m` and `m:ss.cc `, the first byte lowest: where the marks stand, and where digits do.
    private static let marks: (UInt64, UInt64, UInt64) = (
        0x002d_0000_002d_0000, 0x003a_0000_2000_0000, 0x2000_002e_0000_3a00
    )
    private static let markPlaces: (UInt64, UInt64, UInt64) = (
        0x00ff_0000_00ff_0000, 0x00ff_0000_ff00_0000, 0xff00_00ff_0000_ff00
    )
    private static let digitPlaces: (UInt64, UInt64, UInt64) = (
        0xff00_0000_0000_ffff, 0xff00_ffff_00ff_ffff, 0x00ff_ff00_ffff_00ff
    )

    /// Whether such a stamp stands at `offset`, its month any three letters. O(1).
    @inline(__always)
    static func arePresent(_ text: Span<UInt8>, at offset: Int) -> Bool {
        guard text.count &- offset > length else { return false }
        let (first, second, third) = (text.word(at: offset), text.word(at: offset &+ 8), text.word(at: offset &+ 16))
        let differences =
            ((first ^ marks.0) & markPlaces.0) | ((second ^ marks.1) & markPlaces.1)
            | ((third ^ marks.2) & markPlaces.2)
        guard differences == 0 else { return false }
        return areDigits(first, digitPlaces.0) && areDigits(second, digitPlaces.1) && areDigits(third, digitPlaces.2)
            && text[offset &+ 3].isLetter && text[offset &+ 4].isLetter && text[offset &+ 5].isLetter
    }

    /// The day, the month and the first digit of the year: when they are those of a stamp that was read before, they
    /// are a day and a month.
    @inline(__always)
    static func day(_ text: Span<UInt8>, at offset: Int) -> UInt64 { text.word(at: offset) }

    @inline(__always)
    private static func areDigits(_ word: UInt64, _ places: UInt64) -> Bool {
        let high: UInt64 = 0xf0f0_f0f0_f0f0_f0f0
        let digits: UInt64 = 0x3030_3030_3030_3030 & places
        // Six more take ':' and what follows it out of the row of digits. A byte that overflows has failed by itself.
        let isInRow = word & high & places == digits
        return isInRow && ((word & places) &+ (0x0606_0606_0606_0606 & places)) & high & places == digits
    }
}

/// The digits of a number system, in the order of their values.
enum Digits {
    /// 0-9, a-z.
    case lowerCase
    /// 0-9, A-Z: of attempt prefixes and of the older unique names.
    case upperCase
    /// 0-9, A-Z, a-z and `_`: of the newer, case-sensitive unique names.
    case caseSensitive

    @inline(__always)
    subscript(value: Int) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: value)
        if value < 10 { return 0x30 + value }
        switch self {
        case .lowerCase: return 0x61 - 10 + value
        case .upperCase: return 0x41 - 10 + value
        case .caseSensitive:
            if value < 36 { return 0x41 - 10 + value }
            return value < 62 ? 0x61 - 36 + value : 0x5F
        }
    }
}

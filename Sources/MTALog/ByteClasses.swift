extension UInt8 {
    @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }
    @inline(__always) var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
    @inline(__always) var isUpperCaseLetter: Bool { self &- 0x41 < 26 }
    /// A space or a tab.
    @inline(__always) var isBlank: Bool { self == 0x20 || self == 0x09 }
    @inline(__always) var isLineEnd: Bool { self == 0x0a || self == 0x0d }
    @inline(__always) var isBlankOrLineEnd: Bool { isBlank || isLineEnd }
    /// What a line ends at: a line end, or a NUL.
    @inline(__always) var isBreak: Bool { isLineEnd || self == 0 }
    @inline(__always) var isBlankOrBreak: Bool { isBlank || isBreak }
}

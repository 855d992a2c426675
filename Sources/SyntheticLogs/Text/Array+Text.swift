/// Building log text in one byte buffer, without `String` on the way.
extension [UInt8] {
    static var blank: UInt8 { 0x20 }

    mutating func append(_ text: FieldText) {
        append(contentsOf: text.bytes)
    }

    mutating func append(ascii text: String) {
        append(contentsOf: text.utf8)
    }

    @inline(never)
    mutating func append(decimal number: Int) {
        if number < 0 { append(UInt8(ascii: "-")) }
        append(number.magnitude, radix: 10, digits: Digits.lowerCase)
    }

    mutating func append(hex number: UInt64) {
        append(UInt(truncatingIfNeeded: number), radix: 16, digits: Digits.lowerCase)
    }

    mutating func append(hexUpperCase number: UInt64, width: Int) {
        append(number, radix: 16, width: width, digits: Digits.upperCase)
    }

    /// Exactly `width` digits: the lowest ones, led by zeros. Inlined, so that a division by a known radix is cheap.
    @inline(__always)
    mutating func append(_ number: UInt64, radix: UInt64, width: Int, digits: Digits) {
        let first = count
        var rest = number
        for _ in 0..<width { append(0x30) }
        for place in stride(from: first + width - 1, through: first, by: -1) {
            self[place] = digits[Int(truncatingIfNeeded: rest % radix)]
            rest /= radix
        }
    }

    mutating func append(twoDigits number: Int) {
        append(UInt8(truncatingIfNeeded: 0x30 + number / 10))
        append(UInt8(truncatingIfNeeded: 0x30 + number % 10))
    }

    /// Pads a column with blanks; a longer name pushes the rest to the right.
    mutating func append(_ text: FieldText, paddedTo width: Int) {
        append(text)
        var missing = width - text.bytes.count
        while missing > 0 {
            append(Self.blank)
            missing -= 1
        }
    }

    @inline(__always)
    private mutating func append(_ number: UInt, radix: UInt, digits: Digits) {
        var width = 1
        var bound = number / radix
        while bound > 0 {
            width += 1
            bound /= radix
        }
        append(UInt64(number), radix: UInt64(radix), width: width, digits: digits)
    }
}

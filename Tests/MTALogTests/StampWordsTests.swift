import Testing

@testable import MTALog

struct StampWordsTests {
    /// Every value in the place of every byte: digits stand where digits do, letters where the month does.
    @Test func eachByteMustBeOfItsKind() {
        let stamp = Array("01-Mar-2025 00:59:03.17 x".utf8)
        for place in stamp.indices {
            for byte in UInt8.min ... .max {
                var text = stamp
                text[place] = byte
                let isRight =
                    switch Character(Unicode.Scalar(stamp[place])) {
                    case "0"..."9": (0x30...0x39).contains(byte)
                    case "M", "a", "r": (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
                    case "x": true
                    default: byte == stamp[place]
                    }
                if StampWords.arePresent(text.span, at: 0) != isRight { Issue.record("\(byte) at \(place)") }
            }
        }
    }

    @Test func aBlankMustFollow() {
        let stamp = Array("01-Mar-2025 00:59:03.17 ".utf8)
        for length in 0...stamp.count {
            let isThere = StampWords.arePresent(Array(stamp[..<length]).span, at: 0)
            #expect(isThere == (length == stamp.count))
        }
        let isThere = StampWords.arePresent(([7] + stamp).span, at: 1)
        #expect(isThere)
    }
}

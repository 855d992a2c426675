import Printing
import TestSupport
import Testing

/// Log text made harmless.
@Suite struct EscapedTextTests {
    @Test func `what could command or deceive is shown instead of done`() {
        let cases: [([UInt8], String)] = [
            (Array("plain <b> \\ \u{e9}\u{4e2d}".utf8), "plain <b> \\ \u{e9}\u{4e2d}"),
            ([0x1b, 0x5b, 0x00, 0x7f, 0x0a, 0x09], "\\x1b[\\x00\\x7f\\x0a\\x09"), ([0xff, 0x41, 0xc3], "\\xffA\\xc3"),
            (Array("\u{9b}".utf8), "\\xc2\\x9b"),
            (Array("\u{202e}\u{2066}\u{200f}".utf8), "\\u{202e}\\u{2066}\\u{200f}"),
            (Array("\u{2028}\u{feff}\u{e000}".utf8), "\\u{2028}\\u{feff}\\u{e000}"),
        ]
        for (bytes, shown) in cases { #expect(EscapedText.line(bytes) == shown) }
        #expect(EscapedText.lines([0x41, 0x09, 0x0a, 0x1b]) == "A\t\n\\x1b")
    }

    @Test func `harmless text stays as it is, and the rest says every byte`() {
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            let line = EscapedText.line(bytes)
            #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) })
            let plain = bytes.filter { (0x20..<0x7f).contains($0) }
            if plain.count == bytes.count { #expect(Array(line.utf8) == bytes) }
            #expect(line.utf8.count >= bytes.count)
        }
    }
}

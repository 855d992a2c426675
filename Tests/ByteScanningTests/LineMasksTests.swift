import CByteMask
import TestSupport
import Testing

@testable import ByteScanning

/// A line's end and what stands around its words are what a loop over its bytes finds.
struct LineMasksTests {
    /// Lines of every length around the blocks' ends, beginning anywhere in a block, with and without a line feed.
    @Test func everyLengthUpToTwoBlocks() {
        var random = SeededGenerator(seed: 31)
        for length in 0...130 {
            for start in [0, 1, 63, 64] {
                let before = words(start, using: &random), line = words(length, using: &random)
                expectTruth(of: before + line, from: start)
                expectTruth(of: before + line + [0x0a] + words(70, using: &random), from: start)
                expectTruth(of: before + line + [0x0d, 0x0a] + words(70, using: &random), from: start)
            }
        }
    }

    @Test func linesNearTheLengthThatIsMarked() {
        var random = SeededGenerator(seed: 32)
        for length in LineMasks.length - 3...LineMasks.length + 3 {
            for end in [[], [0x0a], [0x0d, 0x0a], [0x0d, 0x0d, 0x0d, 0x0d, 0x0a]] as [[UInt8]] {
                expectTruth(of: words(length, using: &random) + end + words(5, using: &random), from: 0)
            }
        }
    }

    @Test func oneByteOnly() {
        for byte in UInt8.min ... .max {
            for length in [1, 64, 100] { expectTruth(of: Array(repeating: byte, count: length), from: 0) }
        }
    }

    /// The masks of a longer line before must not be seen in a shorter one.
    @Test func aMaskIsReadAgain() {
        var random = SeededGenerator(seed: 33)
        var line = LineMasks()
        for _ in 0..<2000 {
            let text = words(Int.random(in: 0...900, using: &random), using: &random) + [0x0a]
            line.read(text.span, from: 0, before: text.count)
            expectTruth(line, text, limit: text.count, every: 13)
        }
    }

    @Test func nothingBehindTheLimitBelongsToTheLine() {
        var random = SeededGenerator(seed: 34)
        for _ in 0..<300 {
            var text = words(Int.random(in: 0...300, using: &random), using: &random)
            if !text.isEmpty { text[Int.random(in: 0..<text.count, using: &random)] = 0x0a }
            let start = Int.random(in: 0...text.count, using: &random)
            expectTruth(of: text, from: start, before: Int.random(in: start...text.count, using: &random))
        }
    }

    /// Whatever vectors the processor has, the answers are those of the narrow ones.
    @Test func narrowVectorsTellTheSame() {
        var random = SeededGenerator(seed: 35)
        for _ in 0..<500 {
            var text = words(Int.random(in: 0...5000, using: &random), using: &random)
            if !text.isEmpty, Bool.random(using: &random) {
                text[Int.random(in: 0..<text.count, using: &random)] = 0x0a
            }
            let start = Int.random(in: 0...text.count, using: &random)
            let (ends, masks) = unsafe read(text, from: start, cbytemask_line)
            let (narrowEnds, narrowMasks) = unsafe read(text, from: start, cbytemask_line_narrow)
            let isSame = ends.end == narrowEnds.end && ends.stop == narrowEnds.stop
            if !isSame || ends.end - start < LineMasks.length && masks != narrowMasks {
                Issue.record("\(text) \(start)")
            }
        }
    }

    private static let blocks = Int(CBYTEMASK_LINE_BLOCKS)

    private typealias Reader = (
        UnsafePointer<UInt8>?, Int, Int, Int, UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt64>
    ) -> cbytemask_line_ends

    private func read(_ text: [UInt8], from start: Int, _ read: Reader) -> (cbytemask_line_ends, [UInt64]) {
        var masks = [UInt64](repeating: 0, count: 2 * Self.blocks)
        let ends = unsafe masks.withUnsafeMutableBufferPointer { masks in
            unsafe text.withUnsafeBufferPointer { text in
                unsafe read(
                    text.baseAddress, text.count, start, text.count, masks.baseAddress!,
                    masks.baseAddress! + Self.blocks)
            }
        }
        return (ends, masks)
    }

    private func expectTruth(of text: [UInt8], from start: Int, before limit: Int? = nil) {
        var line = LineMasks()
        line.read(text.span, from: start, before: limit ?? text.count)
        expectTruth(line, text, limit: limit ?? text.count)
    }

    private func expectTruth(
        _ line: borrowing LineMasks, _ text: [UInt8], limit: Int, every step: Int = 1
    ) {
        let start = line.range.lowerBound
        let end = text[start..<limit].firstIndex { [0, 0x0a, 0x0d].contains($0) } ?? limit
        let behind = text[end..<limit].firstIndex { $0 != 0x0d } ?? limit
        let stop = behind == limit || text[behind] == 0x0a ? behind : end
        let bytes = Array(text[start..<end])
        let isRight = line.stop == stop && line.range == start..<end && line.isWhole == (bytes.count < 4096)
        if !isRight { Issue.record("\(text) from \(start): \(line.range), \(line.stop)") }
        guard line.isWhole else { return }
        for offset in stride(from: 0, through: bytes.count, by: step) {
            let rest = bytes[offset...]
            let blank = rest.firstIndex(of: 0x20) ?? bytes.count
            let filled = rest.firstIndex { $0 != 0x20 } ?? bytes.count
            let mark = rest.firstIndex { $0 < 0x20 || [0x22, 0x3c, 0x3e].contains($0) } ?? bytes.count
            if line.blank(from: offset) != blank || line.filled(from: offset) != filled
                || line.mark(from: offset) != mark
            {
                Issue.record("\(bytes) from \(offset)")
            }
        }
    }

    /// Words, runs of blanks and a few marks; no line feed, and seldom another break.
    private func words(_ count: Int, using random: inout SeededGenerator) -> [UInt8] {
        let kinds: [UInt8] = [0x61, 0x61, 0x61, 0x20, 0x20, 0x22, 0x3c, 0x3e, 0x09, 0x0b, 0x3d, 0xe9]
        var bytes: [UInt8] = []
        while bytes.count < count {
            let isBreak = Int.random(in: 0..<50, using: &random) == 0
            let byte = isBreak ? [0, 0x0d].randomElement(using: &random)! : kinds.randomElement(using: &random)!
            let length = [1, 1, 2, 9, 40, 100].randomElement(using: &random)!
            bytes += [UInt8](repeating: byte, count: byte == 0x61 || byte == 0x20 ? length : 1)
        }
        return Array(bytes.prefix(count))
    }
}

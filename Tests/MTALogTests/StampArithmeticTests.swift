import MTALog
import Testing

/// A log may say any date: arithmetic of moments stops at the ends of what a stamp can hold.
@Suite struct StampArithmeticTests {
    private static let extremes: [Int64] = [.min, .min + 1, -1, 0, 1, .max - 1, .max]

    @Test func `moments far apart are subtracted without a trap`() {
        for first in Self.extremes {
            for second in Self.extremes {
                let (first, second) = (Stamp(hundredths: first), Stamp(hundredths: second))
                let length = second.hundredths(since: first)
                #expect((length < 0) == (second < first) && (length > 0) == (second > first))
                #expect((first.duration(to: second) != nil) == (second >= first))
                #expect(first.advanced(by: second.hundredths) >= first || second.hundredths < 0)
                #expect(!first.description.isEmpty)
            }
        }
    }
}

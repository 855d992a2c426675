import Foundation
import MTALog
import TestSupport
import Testing

struct StampParsingTests {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    @Test func readsWhatWasWrittenInAnyVariant() throws {
        var random = SeededGenerator(seed: 41)
        for _ in 0..<5000 {
            let moment = Moment.random(in: 1970...2100, using: &random)
            let digits = Int.random(in: 0...4, using: &random)
            var expected = moment
            expected.hundredth = [0, moment.hundredth / 10 * 10, moment.hundredth][min(digits, 2)]
            let written = text(of: moment, fractionDigits: digits, using: &random)
            let before = ["", " ", "x: "].randomElement(using: &random)!
            let behind = ["", " ", "\n", "\r\n", "\t", " l  tcp_local  E 1"].randomElement(using: &random)!
            let line = Array((before + written + behind).utf8)
            let parsed = try #require(parse(line, at: before.utf8.count), "\(before + written + behind)")
            #expect(parsed.stamp == expected.stamp, "\(written)")
            #expect(parsed.end == before.utf8.count + written.utf8.count)
        }
    }

    @Test(arguments: [
        "", "1", "19-Jan-1998", "19-Jan-1998 ", "19-Jan-1998 19:16:5", "119-Jan-1998 19:16:57",
        "-Jan-1998 19:16:57", " 19-Jan-1998 19:16:57", "a9-Jan-1998 19:16:57", "1a-Jan-1998 19:16:57",
        "19 Jan-1998 19:16:57", "19-Jan 1998 19:16:57", "19-Jan-1998T19:16:57", "19-Jan-1998  19:16:57",
        "19-Jan-98 19:16:57", "19-Jan-01998 19:16:57", "19-Ja-1998 19:16:57", "19-Janu-1998 19:16:57",
        "19-Jax-1998 19:16:57", "19-J4n-1998 19:16:57", "19-01-1998 19:16:57", "00-Jan-1998 19:16:57",
        "32-Jan-1998 19:16:57", "0-Jan-1998 19:16:57", "19-Jan-1998 19.16.57", "19-Jan-1998 19:16",
        "19-Jan-1998 1:16:57", "19-Jan-1998 19:16:57x", "19-Jan-1998 19:16:57,64", "19-Jan-1998 19:16:57.64x",
        "19-Jan-1998 19:16:57Z", "19-Jan-1998 19:16:571", "1998-01-19T19:16:57.64", "19-Mai-1998 19:16:57",
    ])
    func refusesNearMisses(text: String) {
        #expect(parse(Array(text.utf8))?.stamp == nil)
    }

    @Test func everyProperPrefixOfAStampIsNone() {
        let whole = Array("9-Feb-2004 01:02:03".utf8)
        for count in 0..<whole.count { #expect(parse(Array(whole[..<count]))?.stamp == nil) }
        #expect(parse(whole)?.stamp.description == "2004-02-09T01:02:03.00")
    }

    @Test func everyWrongByteOfTheShapeIsSeen() {
        let whole = Array("19-Jan-1998 19:16:57".utf8)
        for index in whole.indices {
            var damaged = whole
            damaged[index] = UInt8(ascii: "!")
            #expect(parse(damaged)?.stamp == nil, "\(index)")
        }
    }

    private func parse(_ text: [UInt8], at offset: Int = 0) -> (stamp: Stamp, end: Int)? {
        Stamp.parse(text.span, at: offset)
    }

    /// A day of one or two digits, a month in any case, 0 to 4 fraction digits of which two count.
    private func text(of moment: Moment, fractionDigits: Int, using random: inout SeededGenerator) -> String {
        let name = Self.months[moment.month - 1].map { letter in
            Bool.random(using: &random) ? letter.uppercased() : String(letter)
        }
        let day = Bool.random(using: &random) ? "\(moment.day)" : String(format: "%02d", moment.day)
        let time = String(format: "%02d:%02d:%02d", moment.hour, moment.minute, moment.second)
        let fraction = String(format: ".%02d", moment.hundredth) + "98"
        return "\(day)-\(name.joined())-\(moment.year) \(time)"
            + (fractionDigits == 0 ? "" : String(fraction.prefix(fractionDigits + 1)))
    }
}

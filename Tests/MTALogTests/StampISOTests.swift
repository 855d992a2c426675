import MTALog
import TestSupport
import Testing

/// Stamps as XML and JSON have them.
@Suite struct StampISOTests {
    @Test(arguments: [
        ("2014-06-02T22:02:13.94", "2014-06-02T22:02:13.94"),
        ("2014-06-02T22:02:13", "2014-06-02T22:02:13.00"),
        ("2014-06-02T22:02:13.9", "2014-06-02T22:02:13.90"),
        ("2014-06-02T22:02:13.", "2014-06-02T22:02:13.00"),
        ("2014-06-02T22:02:13.949999", "2014-06-02T22:02:13.94"),
        ("2014-06-02T22:02:13Z", "2014-06-02T22:02:13.00"),
        ("2014-06-02T22:02:13.94+02:00", "2014-06-02T22:02:13.94"),
        ("2014-06-02T22:02:13.94-0730", "2014-06-02T22:02:13.94"),
        ("2014-06-02T22:02:13.94+02", "2014-06-02T22:02:13.94"),
        ("2014-06-02 22:02:13,94", "2014-06-02T22:02:13.94"),
        ("2016-12-31T23:59:60", "2017-01-01T00:00:00.00"),
        ("2000-02-29T00:00:00.00", "2000-02-29T00:00:00.00"),
        ("0001-01-01T00:00:00.00", "0001-01-01T00:00:00.00"),
    ])
    func stampsAreReadToTheirEnd(_ text: String, _ expected: String) throws {
        let (stamp, end) = try #require(parsed("<<\(text)\"", at: 2))
        #expect(stamp.description == expected)
        #expect(end == text.utf8.count + 2)
    }

    @Test(arguments: [
        "", "2014-06-02", "2014-06-02T22:02", "2014-13-02T22:02:13", "2014-00-02T22:02:13", "2014-06-32T22:02:13",
        "2014-06-02T24:02:13", "2014-06-02T22:60:13", "2014-06-02T22:02:61", "2014/06/02T22:02:13",
        "14-06-02T22:02:13.94", "2014-06-02X22:02:13", "02-Jun-2014 22:02:13",
    ])
    func whatIsNoStampIsNone(_ text: String) {
        #expect(parsed(text) == nil)
    }

    @Test func zonesThatAreNoneAreLeftStanding() throws {
        for rest in ["+", "+1", "+x2:00", "-", " Z"] {
            #expect(parsed("2014-06-02T22:02:13.94\(rest)")?.end == 22)
        }
        #expect(parsed("2014-06-02T22:02:13+02:")?.end == 22)
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        var chance = SeededGenerator(seed: 4)
        for _ in 0..<10_000 {
            let stamp = Stamp(hundredths: Int64(chance.next() % 253_402_300_800_00))
            var text: [UInt8] = []
            stamp.appendISO(to: &text)
            #expect(String(decoding: text, as: UTF8.self) == stamp.description)
            #expect(parsed(stamp.description)?.stamp == stamp)
        }
    }

    private func parsed(_ text: String, at offset: Int = 0) -> (stamp: Stamp, end: Int)? {
        Stamp.parseISO(Array(text.utf8).span, at: offset)
    }
}

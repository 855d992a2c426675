import Printing
import Testing

/// Numbers as people read them.
@Suite struct AmountsTests {
    @Test func `spans of time are cut, not rounded`() {
        #expect(Amounts.span(.milliseconds(5190)) == "5.19 s")
        #expect(Amounts.span(.zero) == "0.00 s")
        #expect(Amounts.span(.milliseconds(9999)) == "9.99 s")
        #expect(Amounts.span(.milliseconds(59_999)) == "59 s")
        #expect(Amounts.span(.seconds(60)) == "1 min 0 s")
        #expect(Amounts.span(.milliseconds(36_886_370)) == "10 h 14 min 46 s")
        #expect(Amounts.span(.seconds(4 * 86_400 + 4 * 3600 + 59)) == "4 d 4 h 0 min")
        #expect(Amounts.span(.milliseconds(-1500)) == "-1.50 s")
    }

    @Test func `counts have commas, ordinals their endings`() {
        #expect([0, 999, 1000, 1_234_567].map { Amounts.count($0) } == ["0", "999", "1,000", "1,234,567"])
        #expect(Amounts.count(1, "step") == "1 step" && Amounts.count(2000, "step") == "2,000 steps")
        let ordinals = [1, 2, 3, 4, 10, 11, 12, 13, 21, 22, 101, 111, 400].map(Amounts.ordinal)
        #expect(
            ordinals == [
                "1st", "2nd", "3rd", "4th", "10th", "11th", "12th", "13th", "21st", "22nd", "101st", "111th", "400th",
            ])
    }

    @Test func `seconds in JSON are decimal, to the hundredth`() {
        var json = JSONWriter()
        json.beginObject()
        json.add("a", Duration.milliseconds(36_886_370))
        json.add("b", Duration.milliseconds(-1050))
        json.add("c", Duration.milliseconds(5))
        json.endObject()
        #expect(String(decoding: json.bytes, as: UTF8.self) == #"{"a":36886.37,"b":-1.05,"c":0.00}"#)
    }
}

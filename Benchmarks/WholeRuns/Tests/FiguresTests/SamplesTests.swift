import Figures
import Testing

@Suite struct SamplesTests {
    @Test func `the median is the middle value, or the mean of the two`() {
        #expect(Samples([3, 1, 2]).median == 2)
        #expect(Samples([4, 1, 2, 3]).median == 2.5)
        #expect(Samples([7]).median == 7)
    }

    @Test func `quartiles are interpolated`() {
        #expect(Samples([5, 1, 4, 2, 3]).quartiles == 2...4)
        #expect(Samples([1, 2, 3, 4]).quartiles == 1.75...3.25)
        #expect(Samples([9]).quartiles == 9...9)
    }

    @Test func `quantiles never leave the values and never descend`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let values = (0..<Int.random(in: 1...20, using: &generator)).map { _ in Double.random(in: -5...5) }
            let samples = Samples(values)
            let quantiles = (0...50).map { samples.quantile(Double($0) / 50) }
            #expect(quantiles == quantiles.sorted())
            #expect(quantiles.first == values.min() && quantiles.last == values.max())
        }
    }

    @Test(arguments: [
        (0.000_012_34, "12.3 µs"), (0.0123, "12.3 ms"), (0.9994, "999 ms"), (1.5, "1.50 s"), (123.4, "123 s"),
    ])
    func `seconds have three digits`(value: Double, text: String) {
        #expect(Quantity.seconds.text(value) == text)
    }

    @Test func `bytes have binary units`() {
        #expect(Quantity.bytes.text(0) == "0")
        #expect(Quantity.bytes.text(200 * 1024 * 1024) == "200 MiB")
        #expect(Quantity.bytes.text(20 * 1024 * 1024 * 1024) == "20.0 GiB")
    }

    @Test func `negative numbers keep their sign, and nothing is minus nought`() {
        #expect("\(-1.25, digits: 2)" == "-1.3")
        #expect("\(-0.0001, digits: 2)" == "0.0")
    }
}

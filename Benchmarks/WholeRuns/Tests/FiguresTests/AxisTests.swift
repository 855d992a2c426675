import Figures
import Foundation
import Testing

@Suite struct AxisTests {
    @Test func `a linear axis begins at nought and counts in round steps`() {
        #expect(Axis(.linear, covering: [3, 9.5]).ticks == [0, 2, 4, 6, 8, 10])
        #expect(Axis(.linear, covering: [100]).ticks == [0, 20, 40, 60, 80, 100])
    }

    @Test func `a logarithmic axis has ones, twos and fives`() {
        let ticks = Axis(.logarithmic, covering: [0.003, 0.09]).ticks
        #expect(ticks.count == 6)
        for (tick, expected) in zip(ticks, [0.002, 0.005, 0.01, 0.02, 0.05, 0.1]) {
            #expect(abs(tick / expected - 1) < 1e-9)
        }
    }

    @Test(arguments: [Axis.Scale.linear, .logarithmic])
    func `an axis covers its values, in order, with few ticks`(scale: Axis.Scale) {
        for _ in 0..<500 {
            let values = (0..<Int.random(in: 1...9)).map { _ in pow(10, Double.random(in: -6...6)) }
            let axis = Axis(scale, covering: values)
            #expect((2...20).contains(axis.ticks.count))
            #expect(axis.ticks == axis.ticks.sorted())
            #expect(values.allSatisfy { $0 <= axis.bounds.upperBound * 1.000_001 })
            if scale == .logarithmic { #expect(values.allSatisfy { $0 >= axis.bounds.lowerBound }) }
            let places = values.sorted().map(axis.position)
            #expect(places == places.sorted() && places.allSatisfy { (0...1).contains($0) })
        }
    }

    @Test func `a picture is well-formed, has a title and a description, and escapes names`() throws {
        let measurement = Figure(
            task: "a < b & c", contender: "\"x\" <y>", samples: Samples([0.001, 0.1]), unit: .seconds, isOurs: true)
        let svg = BarChart("Lookups", "What it shows.", [measurement], scale: .logarithmic).svg
        #expect(svg.contains("<title id=\"title\">Lookups</title>") && svg.contains("What it shows."))
        #expect(svg.contains("a &lt; b &amp; c") && svg.contains("&quot;x&quot; &lt;y&gt;"))
        #expect(svg.contains("logarithmic scale"))
        #expect(svg.count(of: "<text") == svg.count(of: "</text>"))
    }
}

extension String {
    fileprivate func count(of text: String) -> Int { ranges(of: text).count }
}

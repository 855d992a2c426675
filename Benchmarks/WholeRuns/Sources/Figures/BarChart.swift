/// A picture of comparisons: a group of bars for each task, a bar for each contender, as SVG.
///
/// It is readable on light and dark pages, and says what it shows to people who cannot see it.
public struct BarChart: Sendable {
    public let title: String
    public let description: String
    private let unit: Quantity
    private let groups: [(task: String, bars: [Figure])]
    private let axis: Axis

    private static let width = 900.0
    private static let labelWidth = 300.0
    private static let valueWidth = 90.0
    private static let barHeight = 18.0
    private static let barGap = 4.0
    private static let groupGap = 34.0
    private static let top = 78.0

    /// - Parameter measurements: all of one unit, those of one task side by side.
    public init(_ title: String, _ description: String, _ measurements: [Figure], scale: Axis.Scale) {
        self.title = title
        self.description = description
        unit = measurements.first?.unit ?? .number
        var groups: [(task: String, bars: [Figure])] = []
        for measurement in measurements {
            if groups.last?.task != measurement.task { groups.append((measurement.task, [])) }
            groups[groups.count - 1].bars.append(measurement)
        }
        self.groups = groups
        axis = Axis(scale, covering: measurements.flatMap { [$0.samples.median, $0.samples.quartiles.upperBound] })
    }

    public var isEmpty: Bool { groups.isEmpty }

    private var height: Double {
        groups.reduce(BarChart.top + 16) {
            $0 + BarChart.groupGap + Double($1.bars.count) * (BarChart.barHeight + BarChart.barGap)
        }
    }

    public var svg: String {
        var body = grid()
        var y = BarChart.top
        for group in groups {
            body += text(group.task, x: 12, y: y + 22, class: "task")
            y += BarChart.groupGap
            for bar in group.bars {
                body += self.bar(bar, y: y)
                y += BarChart.barHeight + BarChart.barGap
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(number(BarChart.width)) \(number(height))" \
            role="img" aria-labelledby="title desc">
            <title id="title">\(escaped(title))</title>
            <desc id="desc">\(escaped(description))</desc>
            \(BarChart.style)
            \(text(title, x: 12, y: 24, class: "title"))\(text(axisTitle, x: 12, y: 44, class: "label"))\(body)</svg>

            """
    }

    private var axisTitle: String {
        let what = unit == .seconds ? "wall time" : "amount"
        let scale = axis.scale == .logarithmic ? ", logarithmic scale" : ""
        return "\(what)\(scale); bars: median, whiskers: the middle half of the runs; less is better"
    }

    private func grid() -> String {
        axis.ticks.reduce(into: "") { svg, tick in
            let x = place(tick)
            svg += "<path class=\"grid\" d=\"M\(number(x)) 68V\(number(height - 10))\"/>\n"
            svg += text(unit.text(tick), x: x, y: 62, class: "tick")
        }
    }

    private func bar(_ bar: Figure, y: Double) -> String {
        let start = place(axis.bounds.lowerBound)
        let end = place(bar.samples.median)
        let middle = y + BarChart.barHeight / 2
        let quartiles = (place(bar.samples.quartiles.lowerBound), place(bar.samples.quartiles.upperBound))
        return text(bar.contender, x: BarChart.labelWidth - 8, y: middle + 4, class: "name")
            + "<rect class=\"\(bar.isOurs ? "ours" : "peer")\" x=\"\(number(start))\" y=\"\(number(y))\" "
            + "width=\"\(number(max(1, end - start)))\" height=\"\(number(BarChart.barHeight))\"/>\n"
            + "<path class=\"whisker\" d=\"M\(number(quartiles.0)) \(number(middle))H\(number(quartiles.1))\"/>\n"
            + text(unit.text(bar.samples.median), x: max(end, quartiles.1) + 6, y: middle + 4, class: "value")
    }

    private func place(_ value: Double) -> Double {
        BarChart.labelWidth + axis.position(value) * (BarChart.width - BarChart.labelWidth - BarChart.valueWidth)
    }

    private func text(_ text: String, x: Double, y: Double, class name: String) -> String {
        "<text class=\"\(name)\" x=\"\(number(x))\" y=\"\(number(y))\">\(escaped(text))</text>\n"
    }

    private func number(_ value: Double) -> String { "\(value, digits: 5)" }

    private func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
    }

    private static let style = """
        <style>
        text { font: 13px system-ui, sans-serif; fill: #333 }
        .title { font-size: 18px; font-weight: 600 } .task { font-weight: 600 }
        .tick { text-anchor: middle; font-size: 11px } .name { text-anchor: end } .label { font-size: 12px }
        .grid { stroke: #8884 } .ours { fill: #1f77b4 } .peer { fill: #8a8f98 } .whisker { stroke: #d9822b; stroke-width: 3 }
        @media (prefers-color-scheme: dark) { text { fill: #ddd } .ours { fill: #5aa9e6 } .peer { fill: #777d87 } }
        </style>
        """
}

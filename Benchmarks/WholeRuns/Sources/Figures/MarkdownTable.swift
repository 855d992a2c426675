/// A table in Markdown: the first column to the left, figures to the right.
public struct MarkdownTable: Sendable {
    private let header: [String]
    private let leftColumns: Int
    private var rows: [[String]] = []

    /// - Parameter leftColumns: how many columns are text.
    public init(_ header: [String], leftColumns: Int = 1) {
        self.header = header
        self.leftColumns = leftColumns
    }

    /// Adds a row; cells that are missing at its end stay empty.
    public mutating func add(_ cells: [String]) {
        precondition(cells.count <= header.count, "more cells than columns")
        rows.append(cells + Array(repeating: "", count: header.count - cells.count))
    }

    public var isEmpty: Bool { rows.isEmpty }

    public var text: String {
        let marks = header.indices.map { $0 < leftColumns ? "---" : "---:" }
        return ([header, marks] + rows).map(MarkdownTable.line).joined()
    }

    private static func line(_ cells: [String]) -> String {
        "| "
            + cells.map { $0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") }
            .joined(separator: " | ") + " |\n"
    }
}

extension MarkdownTable {
    /// Measurements as a table, a comparison's rows one below the other.
    public init(_ measurements: [Figure]) {
        self.init(
            ["task", "who", "median", "middle half", "runs", "ratio", "to", "budget", "met"], leftColumns: 2)
        var task = ""
        for measurement in measurements {
            let samples = measurement.samples
            let unit = measurement.unit
            let spread =
                samples.count == 1
                ? "" : "\(unit.text(samples.quartiles.lowerBound)) to \(unit.text(samples.quartiles.upperBound))"
            let ratio = measurement.yardstick.map { "\($0.ratio, digits: 3)" }
            let verdict = measurement.isMet.map { $0 ? "yes" : "**no**" }
            let name = measurement.isOurs ? "**\(measurement.contender)**" : measurement.contender
            add([
                measurement.task == task ? "" : measurement.task, name, unit.text(samples.median), spread,
                String(samples.count), ratio ?? "", measurement.yardstick?.name ?? "",
                measurement.budget?.text(unit) ?? "", verdict ?? "",
            ])
            task = measurement.task
        }
    }
}

import Figures
import Foundation

/// The report as one page with its pictures beside it.
struct Page {
    private let report: Report
    private let form: String

    init(_ report: Report, form: String) {
        self.report = report
        self.form = form
    }

    /// Writes `README.md`, which a folder's visitor sees first, and the pictures.
    func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, chart) in charts {
            try Data(chart.svg.utf8).write(to: folder.appending(path: "\(name).svg"))
        }
        try Data(text.utf8).write(to: folder.appending(path: "README.md"))
    }

    private var text: String {
        """
        # Benchmarks of mtatrail: the last \(form) run

        \(introduction)

        ## Budgets

        \(budgets)
        \(charts.map { "![\($0.chart.description)](\($0.name).svg)\n\n" }.joined())\(sections)## Machine and versions

        \(machine)
        ## Commands

        Of a comparison's rounds the first one's; with paths as they are in the corpus's folder.

        \(report.commands.map { "    \($0)\n" }.joined())
        """
    }

    private var introduction: String {
        let settings = report.settings
        let large =
            settings.largeBytes > 0 ? "; the large one has \(Quantity.bytes.text(Double(settings.largeBytes)))" : ""
        let left =
            report.leftOut.isEmpty ? "" : "\n\nLeft out: " + report.leftOut.joined(separator: "; ") + "."
        let failed = report.failures.map { "\n\n**Failed: \($0)**" }.joined()
        let slow =
            settings.slowRuns < settings.runs
            ? " What takes long, decoding by one thread and searching without an index, took part \(settings.slowRuns) times, building an index by another program \(settings.builderRuns == 1 ? "once" : "\(settings.builderRuns) times"): the column `runs` tells."
            : ""
        let runs =
            settings.runs < 5 ? "\n\n**Fewer than five runs: these figures are a trial, nothing to rely on.**" : ""
        let load =
            Machine.isBusy(report.loadBefore)
            ? "\n\n**The machine was busy with other things (load \(report.loadBefore, digits: 2)): do not rely on these.**"
            : ""
        return """
            Corpus: \(Quantity.bytes.text(Double(settings.bytes))) of invented log (`synthlog --seed \(settings.seed)`) in \
            \(settings.days) daily files, and the same bytes in \(settings.nights) files for what is done night by \
            night\(large). Contenders take turns on the same files, which are held in memory unless the table says \
            otherwise; times are wall times of whole processes, from before a process is made until it is gone. Of \
            each lookup the output was compared with what `grep` finds in the plain text.\(slow)\(failed)\(left)\(runs)\(load)
            """
    }

    private var budgets: String {
        var table = MarkdownTable(["what", "median", "is", "of", "budget", "met"])
        for (_, measurement) in report.measurements where measurement.budget != nil {
            let ratio = measurement.yardstick.map { "\($0.ratio, digits: 3) ×" }
            let verdict = measurement.isMet.map { $0 ? "yes" : "**no**" }
            table.add([
                "\(measurement.task): \(measurement.contender)", measurement.unit.text(measurement.samples.median),
                ratio ?? "", measurement.yardstick?.name ?? "", measurement.budget?.text(measurement.unit) ?? "",
                verdict ?? "nothing to compare with",
            ])
        }
        return table.isEmpty ? "None was measured in this run.\n" : table.text
    }

    private var sections: String {
        Report.Section.allCases.map { section in
            let measurements = report.measurements(in: section)
            if measurements.isEmpty { return "" }
            let remarks = report.remarks.filter { $0.section == section }.map { "\n\($0.text)\n" }.joined()
            return "## \(section.rawValue)\n\n\(MarkdownTable(measurements).text)\(remarks)\(method(section))\n"
        }.joined()
    }

    private func method(_ section: Report.Section) -> String {
        switch section {
        case .size:
            """

            Memory is the most anonymous memory of the process (RssAnon, sampled about every millisecond, after two \
            seconds every ten): mapped archives and the mapped index are not in it. Its budget is what `--memory` \
            says, 512 MiB unless it is told, and nothing beside.

            """
        case .cold:
            """

            Before each run the system was asked to forget the index and the archives (posix_fadvise; mincore showed \
            them gone). The program itself stays in memory. Bytes read are those that the system charged to the process.

            """
        default: ""
        }
    }

    private var charts: [(name: String, chart: BarChart)] {
        let indexing = BarChart(
            "Indexing, and only reading", "Wall time of indexing the corpus beside programs that only read it.",
            report.measurements(in: .index), scale: .linear)
        let lookups = BarChart(
            "Lookups", "Wall time of one lookup as a whole process, in each codec.",
            report.measurements(in: .lookups), scale: .linear)
        let searches = BarChart(
            "One message, with an index and without", "Wall time of a lookup beside tools that read everything.",
            report.measurements(in: .searches), scale: .logarithmic)
        let large = BarChart(
            "Lookups in the large corpus",
            "Wall time of one lookup as a whole process, in nights and in a single file.",
            report.measurements(in: .large), scale: .logarithmic)
        return [("indexing", indexing), ("lookups", lookups), ("searches", searches), ("large", large)]
            .filter { !$1.isEmpty }
    }

    private var machine: String {
        var table = MarkdownTable(["", "what"], leftColumns: 2)
        for (name, value) in report.machine.facts { table.add([name, value]) }
        table.add(["load average", "\(report.loadBefore, digits: 2) before, \(report.loadAfter, digits: 2) after"])
        for (tool, version) in report.versions { table.add([tool, version]) }
        return table.text
    }
}

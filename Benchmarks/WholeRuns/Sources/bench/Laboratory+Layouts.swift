import Figures
import Foundation

extension Laboratory {
    /// Messages an hour of a site whose records of one message lie far apart, and of one that writes little else between.
    private static let sites = [(name: "100 messages a second", rate: 360_000), (name: "one a minute", rate: 60)]

    /// Indexing the same traffic in each layout: the processor time of a MiB, and the index's size. The corpora are made one
    /// after the other and go again.
    mutating func compareLayouts(in work: URL) throws {
        var usual: Samples?
        for layout in LogLayout.allCases {
            let time = try measure(layout, rate: nil, layout.rawValue, in: work, usual)
            if layout == .usual { usual = time }
        }
        for site in Self.sites {
            for layout in [LogLayout.usual, .all] {
                _ = try measure(layout, rate: site.rate, "\(layout.rawValue), \(site.name)", in: work, nil)
            }
        }
        remark(
            "Processor time of `mtatrail index --jobs 1` of one plain file, user and system, beside that of the usual layout.",
            in: .layouts)
    }

    private mutating func measure(
        _ layout: LogLayout, rate: Int?, _ name: String, in work: URL, _ usual: Samples?
    ) throws -> Samples {
        let folder = work.appending(path: "layouts")
        defer { try? FileManager.default.removeItem(at: folder) }
        let corpus = try Corpus(
            bytes: settings.layoutBytes, days: 1, seed: settings.seed, layout: layout, rate: rate, in: folder, tools)
        let index = indexDirectory("layout")
        let command = tools.own(
            "mtatrail index --jobs 1", ["index", "-q", "--jobs", "1", "--index", index.path, corpus.log.path])
        let times = try (0..<max(3, settings.slowRuns)).map { _ in
            try Self.remove(index)
            PageCache.warm([corpus.log])
            return try ChildProcess.run(command).processorSeconds
        }
        let mebibytes = Double(Self.bytes(ofFile: corpus.log)) / Double(1 << 20)
        let time = Samples(times.map { $0 / mebibytes })
        let size = Double(Self.bytes(of: index)) / Double(try recordCount(index))
        var figures = [
            Figure(
                task: "index bytes a record, \(name)", contender: command.name, samples: Samples([size]),
                unit: .bytesPerRecord, isOurs: true, budget: Budget(.median, atMost: 5))
        ]
        if rate == nil {
            figures.insert(
                Figure(
                    task: "processor time of a MiB, \(name)", contender: command.name, samples: time, unit: .seconds,
                    isOurs: true, yardstick: usual.map { (LogLayout.usual.rawValue, time.median / $0.median) },
                    budget: usual == nil ? nil : Budget(.ratio, atMost: layout.mostOfUsual)), at: 0)
        }
        add(figures, to: .layouts)
        note([command])
        return time
    }
}

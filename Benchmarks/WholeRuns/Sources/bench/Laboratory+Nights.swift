import Figures
import Foundation

extension Laboratory {
    /// What one more night costs when many are indexed, against the same file in an index of its own.
    mutating func compareNights() throws {
        for codec in [Codec.plain, .gzip, .zstd] {
            guard let files = try corpus.files(settings.nights, codec), let last = files.last else { continue }
            PageCache.warm(files)
            let base = indexDirectory("nights-base-\(codec)")
            let seconds = try indexEachNight(files.dropLast(), base)
            if codec == .zstd { addSeries(seconds) }
            let task = "index night \(settings.nights), \(codec.label)"
            let (many, alone) = (indexDirectory("nights-many"), indexDirectory("nights-alone"))
            let contenders = [
                Contender(
                    indexCommand("mtatrail index, \(settings.nights - 1) nights there", many, [last]), isOurs: true,
                    prepare: {
                        try Self.remove(many)
                        try Self.copyToDisk(base, to: many)
                    }),
                indexContender("mtatrail index, none there", alone, [last]),
            ]
            let results = try race(task, contenders, reading: [last])
            add(
                results.measurements(
                    task,
                    comparedWith: { $0.name == contenders[0].name ? contenders[1].name : nil },
                    budget: { $0.name == contenders[0].name ? Budget(.ratio, atMost: 1.5) : nil }),
                to: .nights)
            note([contenders[0].command(0)])
            try Self.remove(base)
        }
    }

    /// Copies an index and waits until it is on the disk, or the run that is timed would wait for the copy.
    private static func copyToDisk(_ index: URL, to copy: URL) throws {
        try FileManager.default.copyItem(at: index, to: copy)
        for file in try FileManager.default.contentsOfDirectory(at: copy, includingPropertiesForKeys: nil) {
            let handle = try FileHandle(forUpdating: file)
            try handle.synchronize()
            try handle.close()
        }
    }

    /// Indexes files one run after the other; the wall time of each.
    func indexEachNight(_ files: some Sequence<URL>, _ index: URL) throws -> [Double] {
        try Self.remove(index)
        return try Progress.step("one index run a night: \(index.lastPathComponent)") {
            try files.map { try ChildProcess.run(indexCommand("night", index, [$0])).wallSeconds }
        }
    }

    /// All nights in order, in thirds: the last ones must cost what the first ones did, merges included.
    private mutating func addSeries(_ seconds: [Double]) {
        guard seconds.count >= 6 else { return }
        let third = seconds.count / 3
        let thirds = [("first", seconds.prefix(third)), ("last", seconds.suffix(third))]
        let task = "a night's run, merges included, .zst"
        let first = thirds[0].1.reduce(0, +) / Double(third)
        for (name, part) in thirds {
            let ratio = part.reduce(0, +) / Double(third) / first
            add(
                [
                    Figure(
                        task: task, contender: "the \(name) \(third) nights", samples: Samples(Array(part)),
                        unit: .seconds, isOurs: true,
                        yardstick: name == "last" ? ("the first \(third) nights, by their mean", ratio) : nil)
                ], to: .nights)
        }
    }
}

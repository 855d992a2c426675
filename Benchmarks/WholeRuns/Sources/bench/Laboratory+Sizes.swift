import Figures
import Foundation

extension Laboratory {
    /// The index's size, and the memory that making it takes.
    mutating func measureSizes() throws {
        for codec in Codec.allCases {
            guard let files = try corpus.files(settings.days, codec) else { continue }
            let index = indexDirectory("size")
            try Self.remove(index)
            _ = try ChildProcess.run(indexCommand("size", index, files))
            let size = Double(Self.bytes(of: index)) / Double(try recordCount(index))
            add(
                [
                    Figure(
                        task: "index bytes a record, \(codec.label)", contender: "mtatrail, all files of the index",
                        samples: Samples([size]), unit: .bytesPerRecord, isOurs: true,
                        budget: Budget(.median, atMost: codec == .gzip ? 9 : 8))
                ], to: .size)
            try Self.remove(index)
            try measureMemory(codec, corpus, rounds: 3)
        }
    }

    /// The most memory of its own that indexing one file takes, as far as is usual and with the least that may be told.
    private mutating func measureMemory(_ codec: Codec, _ corpus: Corpus, rounds: Int) throws {
        guard let files = try corpus.files(1, codec) else { return }
        let task = "memory to index one \(codec.label) file of \(Quantity.bytes.text(Double(corpus.bytes)))"
        for ceiling in [nil, 128] {
            let outcomes = try (0..<rounds).map { _ in
                try indexWatchingMemory(task, indexDirectory("memory"), files, ceiling: ceiling)
            }
            addMemory(task, outcomes, ceiling: ceiling)
        }
    }

    /// Indexes files into a new index, and looks at the process's memory meanwhile.
    ///
    /// - Parameter ceiling: what `--memory` is told, in MiB; nil for the usual.
    func indexWatchingMemory(_ task: String, _ index: URL, _ files: [URL], ceiling: Int?) throws -> ChildProcess.Outcome
    {
        try Self.remove(index)
        let command = indexCommand("", index, files)
        let told = ceiling.map { ["--memory", "\($0)M"] } ?? []
        return try Progress.step(([task] + told).joined(separator: " ")) {
            try ChildProcess.run(
                Command(command.name, command.arguments + told), watchingMemory: true)
        }
    }

    mutating func addMemory(_ task: String, _ outcomes: [ChildProcess.Outcome], ceiling: Int?) {
        let limit = Double((ceiling ?? 512) << 20)
        add(
            [
                Figure(
                    task: task, contender: ceiling.map { "mtatrail index --memory \($0)M" } ?? "mtatrail index",
                    samples: Samples(outcomes.map { Double($0.privateBytes) }), unit: .bytes, isOurs: true,
                    budget: Budget(.median, atMost: limit + Self.besideTheCeiling))
            ], to: .size)
    }

    /// Bytes that a process may take beyond what `--memory` says: none.
    private static let besideTheCeiling = 0.0

    /// Packing against zstd at the same level: time and size.
    mutating func comparePacking() throws {
        guard let plain = try corpus.files(settings.days, .plain), try corpus.files(settings.days, .seekable) != nil,
            let zstd = tools.command("zstd -T2 -3", "zstd", ["-q", "-T2", "-3", "-f", "--output-dir-flat"])
        else { return leaveOut("pack: this mtatrail does not have it") }
        let (packed, peer) = (scratch.appending(path: "packed"), scratch.appending(path: "peer"))
        func empty(_ folder: URL) throws {
            try Self.remove(folder)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        let paths = plain.map(\.path)
        let contenders = [
            Contender(
                tools.own("mtatrail pack", ["pack", "-q", "--output", packed.path] + paths), isOurs: true,
                prepare: { try empty(packed) }),
            Contender(
                Command(zstd.name, zstd.arguments + [peer.path] + paths), prepare: { try empty(peer) }),
        ]
        let task = "pack \(settings.days) plain files"
        let results = try race(task, contenders, reading: plain)
        // At least 0.9 of the speed is at most 1/0.9 of the time.
        add(
            results.measurements(
                task, comparedWith: { $0.isOurs ? zstd.name : nil },
                budget: { $0.isOurs ? Budget(.ratio, atMost: 1 / 0.9) : nil }), to: .pack)
        note(contenders.map { $0.command(0) })
        let (ours, theirs) = (Self.bytes(of: packed), Self.bytes(of: peer))
        try empty(packed)
        let larger = tools.own(
            "mtatrail pack --frame-size 2M", ["pack", "-q", "--frame-size", "2M", "--output", packed.path] + paths)
        _ = try ChildProcess.run(larger)
        note([larger])
        func size(_ contender: String, _ bytes: Int, budget: Budget? = nil) -> Figure {
            let isOurs = contender != "zstd -3"
            return Figure(
                task: "bytes packed", contender: contender, samples: Samples([Double(bytes)]), unit: .bytes,
                isOurs: isOurs, yardstick: isOurs ? ("zstd -3", Double(bytes) / Double(theirs)) : nil, budget: budget)
        }
        add(
            [
                size("mtatrail pack", ours, budget: Budget(.ratio, atMost: 1.02)),
                size(larger.name, Self.bytes(of: packed)), size("zstd -3", theirs),
            ], to: .pack)
        try Self.remove(packed)
        try Self.remove(peer)
    }
}

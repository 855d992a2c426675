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

    /// The most memory of its own that indexing one file takes.
    private mutating func measureMemory(_ codec: Codec, _ corpus: Corpus, rounds: Int) throws {
        guard let files = try corpus.files(1, codec) else { return }
        let size = Quantity.bytes.text(Double(corpus.bytes))
        let task = "memory to index one \(codec.label) file of \(size)"
        Progress.say(task)
        let index = indexDirectory("memory")
        let peaks = try (0..<rounds).map { _ in
            try Self.remove(index)
            return Double(try ChildProcess.run(indexCommand("", index, files), watchingMemory: true).privateBytes)
        }
        add(
            [
                Figure(
                    task: task, contender: "mtatrail index", samples: Samples(peaks), unit: .bytes, isOurs: true,
                    budget: Budget(.median, atMost: 512 * 1024 * 1024))
            ], to: .size)
        try Self.remove(index)
    }

    /// Packing against zstd at the same level: time and size.
    mutating func comparePacking() throws {
        guard let plain = try corpus.files(settings.days, .plain), try corpus.files(settings.days, .seekable) != nil,
            let zstd = tools.command("zstd -T2 -3", "zstd", ["-q", "-T2", "-3", "-f", "--output-dir-flat"])
        else { return leaveOut("pack: this mtatrail does not have it") }
        PageCache.warm(plain)
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
        let results = try race(task, contenders)
        // At least 0.9 of the speed is at most 1/0.9 of the time.
        add(
            results.measurements(
                task, comparedWith: { $0.isOurs ? zstd.name : nil },
                budget: { $0.isOurs ? Budget(.ratio, atMost: 1 / 0.9) : nil }), to: .pack)
        note(contenders.map { $0.command(0) })
        let sizes = (ours: Double(Self.bytes(of: packed)), peer: Double(Self.bytes(of: peer)))
        add(
            [
                Figure(
                    task: "bytes packed", contender: "mtatrail pack", samples: Samples([sizes.ours]), unit: .bytes,
                    isOurs: true, yardstick: ("zstd -3", sizes.ours / sizes.peer), budget: Budget(.ratio, atMost: 1.02)),
                Figure(
                    task: "bytes packed", contender: "zstd -3", samples: Samples([sizes.peer]), unit: .bytes,
                    isOurs: false),
            ], to: .pack)
        try Self.remove(packed)
        try Self.remove(peer)
    }

    /// The same lookups in much more log, and the memory that one very large file takes.
    mutating func measureLargeCorpus(in work: URL) throws {
        let large = try Corpus(
            bytes: settings.largeBytes, days: settings.nights, seed: settings.seed, in: work, tools)
        try compareLookups(in: large, try KnownAnswers(large, tools), .large)
        for codec in Codec.allCases {
            try measureMemory(codec, large, rounds: 1)
            large.discard(1, codec)
        }
    }
}

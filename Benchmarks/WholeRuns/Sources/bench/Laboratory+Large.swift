import Figures
import Foundation

extension Laboratory {
    /// The same lookups in much more log: night by night, and in a single file, whose indexing must not take more memory
    /// for that.
    mutating func measureLargeCorpus(in work: URL) throws {
        var large = try LargeCorpus(
            bytes: settings.largeBytes, nights: settings.nights, seed: settings.seed, in: work, tools)
        defer { try? large.remove() }
        let answers = try KnownAnswers(large.plain, tools)
        for codec in [Codec.seekable, .gzip, .plain] { try measureLargeNights(large, codec, answers) }
        try large.join()
        for codec in Codec.allCases { try measureLargeFile(large, codec, answers) }
        remark(
            """
            Each file once, one of \(settings.nights) nights a run, or all of them as one file; from disk where memory does \
            not hold it.
            """, in: .largeIndex)
        remark(
            """
            In one .zst file, a single frame, a lookup decodes everything up to the record: no budget is for that, and \
            `mtatrail pack` is against it. It was made \(min(settings.slowRuns, settings.lookups)) times. Of the plain \
            files the lookups may have to wait for the disk.
            """, in: .large)
        remark("A search of the large corpus took part once.", in: .searches)
    }

    private mutating func measureLargeNights(_ large: LargeCorpus, _ codec: Codec, _ answers: KnownAnswers) throws {
        guard let files = try large.stored(codec) else { return }
        let index = indexDirectory("large-nights")
        let seconds = try indexEachNight(files, index)
        note(files.prefix(1).map { indexCommand("", index, [$0]) })
        let size = Quantity.bytes.text(Double(large.bytes))
        add(
            [
                Figure(
                    task: "index a night of \(size) \(codec.label)",
                    contender: "mtatrail index, each of \(files.count)",
                    samples: Samples(seconds), unit: .seconds, isOurs: true)
            ], to: .largeIndex)
        let lookups = [
            lookup("message-ID", index, answers.messageIDs), lookup("queue file", index, answers.queueFiles),
            lookup("not found", index, answers.unknown),
        ]
        let held = held(files, codec) + Self.files(in: index)
        try raceLookups(
            "look up in \(files.count) nights, \(size) \(codec.label)", lookups, codec, reading: held, .large)
        try raceSearches(
            "search \(size) \(codec.label) for a message-ID", codec, files, index, answers.messageIDs, rounds: 1,
            reading: held)
        // The plain files, forgotten, would have to be read again to be joined.
        if codec != .plain {
            try raceColdLookups("\(size) in \(files.count) nights, \(codec.label)", index, files, answers)
        }
        try large.discard(codec)
        try Self.remove(index)
    }

    /// What of the large files is held in memory: those that are sure to fit.
    private func held(_ files: [URL], _ codec: Codec) -> [URL] {
        codec == .plain ? [] : files
    }

    private mutating func measureLargeFile(_ large: LargeCorpus, _ codec: Codec, _ answers: KnownAnswers) throws {
        guard let file = try large.stored(codec) else { return }
        let size = Quantity.bytes.text(Double(large.bytes))
        let index = indexDirectory("large-file")
        let memory = "memory to index one \(codec.label) file of \(size)"
        let outcome = try indexWatchingMemory(memory, index, file, ceiling: nil)
        addMemory(memory, [outcome], ceiling: nil)
        note([indexCommand("", index, file)])
        add(
            [
                Figure(
                    task: "index one \(codec.label) file of \(size)", contender: "mtatrail index",
                    samples: Samples([outcome.wallSeconds]), unit: .seconds, isOurs: true)
            ], to: .largeIndex)
        // From its beginning to the record, some gigabytes, each time.
        let rounds = codec == .zstd ? settings.slowRuns : settings.lookups
        let lookups = [
            lookup("message-ID", index, answers.messageIDs).atMost(rounds),
            lookup("queue file", index, answers.queueFiles).atMost(rounds),
            lookup("not found", index, answers.unknown),
        ]
        try raceLookups(
            "look up in one file, \(size) \(codec.label)", lookups, codec,
            reading: held(file, codec) + Self.files(in: index), .large)
        try large.discard(codec)
        try Self.remove(index)
    }
}

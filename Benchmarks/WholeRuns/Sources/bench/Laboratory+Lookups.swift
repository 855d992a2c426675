import Figures
import Foundation

extension Laboratory {
    /// Lookups as whole processes, in each codec: the corpus indexed in one run and night by night, and what people do
    /// without an index.
    mutating func compareLookups(_ answers: KnownAnswers) throws {
        let size = Quantity.bytes.text(Double(corpus.bytes))
        for codec in Codec.allCases {
            guard let files = try corpus.files(settings.nights, codec) else {
                leaveOut("\(codec.label): this mtatrail has no pack")
                continue
            }
            let (one, many) = (indexDirectory("once-\(codec)"), indexDirectory("nightly-\(codec)"))
            try Self.remove(one)
            _ = try ChildProcess.run(indexCommand("once", one, files))
            _ = try indexEachNight(files, many)
            let nights = "\(files.count) nights"
            let lookups = [
                lookup("message-ID, 1 run", one, answers.messageIDs),
                lookup("message-ID, \(nights)", many, answers.messageIDs),
                lookup("queue file, \(nights)", many, answers.queueFiles),
                lookup("not found, 1 run", one, answers.unknown),
                lookup("not found, \(nights)", many, answers.unknown),
            ]
            note([lookups[1].command(0)])
            let read = files + Self.files(in: one) + Self.files(in: many)
            try raceLookups("look up in \(size) \(codec.label)", lookups, codec, reading: read, .lookups)
            for (kind, questions) in [
                ("a message-ID", answers.messageIDs), ("a key that is not there", answers.unknown),
            ] {
                try raceSearches(
                    "search \(size) \(codec.label) for \(kind)", codec, files, one, questions,
                    rounds: settings.slowRuns,
                    reading: read)
            }
            try Self.remove(one)
            try Self.remove(many)
        }
    }

    /// Our lookups, beside a process that does nothing.
    ///
    /// - Parameters:
    ///   - codec: whose budget they have: a long single frame, which has no inner place to begin at, has none for what is
    ///     found.
    ///   - files: what is to be in memory.
    mutating func raceLookups(
        _ task: String, _ lookups: [Contender], _ codec: Codec, reading files: [URL], _ section: Report.Section
    ) throws {
        // What making a process costs here.
        let nothing = Contender(Command("a process that does nothing", ["/bin/true"]))
        let results = try race(
            task, lookups + [nothing], reading: files, rounds: settings.lookups, warmsUp: true)
        let found: Double? =
            switch codec {
            case .plain, .seekable: 0.003
            case .gzip: 0.008
            case .zstd: nil
            }
        add(
            results.measurements(
                task, comparedWith: { $0.isOurs ? nothing.name : nil },
                budget: { contender in
                    guard contender.isOurs else { return nil }
                    let limit = contender.name.hasPrefix("not found") ? 0.003 : found
                    return limit.map { Budget(.median, atMost: $0) }
                }), to: section)
    }

    /// A lookup of each question in turn, its output checked.
    func lookup(_ name: String, _ index: URL, _ questions: [KnownAnswers.Question]) -> Contender {
        let isKnown = questions.contains { !$0.lines.isEmpty }
        return Contender(
            name, isOurs: true,
            command: { [tools] round in
                let key = questions.ofRound(round).key
                return tools.own(name, ["lookup", "--index", index.path, key], goodStatuses: [isKnown ? 0 : 1])
            },
            check: { try questions.ofRound($0).check($1, of: name) })
    }

    /// The same answers from tools that read everything.
    ///
    /// - Parameter held: what is to be in memory.
    mutating func raceSearches(
        _ task: String, _ codec: Codec, _ files: [URL], _ index: URL, _ questions: [KnownAnswers.Question], rounds: Int,
        reading held: [URL]
    ) throws {
        let peers = searchers(codec).compactMap { tool, options -> Contender? in
            let name = "\(tool) \(options[0])"
            guard tools.command(name, tool, []) != nil else { return nil }
            return Contender(
                name,
                command: { [tools] round in
                    let needle = questions.ofRound(round).needle
                    let arguments = options + ["-e", needle] + files.map(\.path)
                    return tools.command(name, tool, arguments, goodStatuses: [0, 1]) ?? Command(name, [])
                },
                check: { try questions.ofRound($0).check($1, of: name) }
            ).atMost(rounds)
        }
        guard !peers.isEmpty else { return }
        let results = try race(
            task, [lookup("mtatrail lookup", index, questions)] + peers, reading: held)
        add(results.measurements(task, comparedWith: { $0.isOurs ? nil : "mtatrail lookup" }), to: .searches)
        if questions.contains(where: { !$0.lines.isEmpty }) { note(peers.map { $0.command(0) }) }
    }

    private func searchers(_ codec: Codec) -> [(tool: String, options: [String])] {
        let ripgrep = ["-a", "--no-filename", "--no-line-number"]
        switch codec {
        case .plain: return [("rg", ["-F"] + ripgrep), ("grep", ["-F", "-a", "-h"])]
        case .gzip: return [("rg", ["-zF"] + ripgrep), ("zgrep", ["-F", "-a", "-h"])]
        case .zstd, .seekable: return [("rg", ["-zF"] + ripgrep), ("zstdgrep", ["-F", "-a", "-h"])]
        }
    }

    /// Lookups when neither the index nor the archives are in memory.
    mutating func compareColdLookups(_ answers: KnownAnswers) throws {
        for codec in Codec.allCases {
            guard let files = try corpus.files(settings.days, codec) else { continue }
            let index = indexDirectory("cold")
            try Self.remove(index)
            _ = try ChildProcess.run(indexCommand("cold", index, files))
            try raceColdLookups(codec.label, index, files, answers)
            try Self.remove(index)
        }
    }

    /// - Parameter what: the files, for people.
    mutating func raceColdLookups(_ what: String, _ index: URL, _ files: [URL], _ answers: KnownAnswers) throws {
        let cold = files + Self.files(in: index)
        PageCache.evict(cold)
        let left = PageCache.share(of: cold)
        guard left < 0.05 else {
            return leaveOut("cold lookups: the system keeps \(Int(left * 100)) % of the files in memory")
        }
        let task = "look up, nothing in memory, \(what)"
        let contenders = [("found", answers.messageIDs), ("not found", answers.unknown)].map { name, questions in
            let lookup = lookup(name, index, questions)
            return Contender(
                name, isOurs: true, prepare: { PageCache.evict(cold) }, command: lookup.command, check: lookup.check)
        }
        let results = try race(task, contenders, reading: [], rounds: max(10, settings.runs))
        add(results.measurements(task, comparedWith: { _ in nil }), to: .cold)
        add(
            results.map { result in
                Figure(
                    task: "read from disk by it, \(what)", contender: result.contender.name,
                    samples: Samples(result.outcomes.map { Double($0.diskBytes) }), unit: .bytes, isOurs: true)
            }, to: .cold)
    }
}

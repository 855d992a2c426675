import Figures
import Foundation

extension Laboratory {
    /// Lookups as whole processes, in each codec: the corpus indexed in one run and night by night, and what people do
    /// without an index.
    mutating func compareLookups(in corpus: Corpus, _ answers: KnownAnswers, _ section: Report.Section) throws {
        let size = Quantity.bytes.text(Double(corpus.bytes))
        for codec in Codec.allCases {
            guard let files = try corpus.files(settings.nights, codec) else {
                leaveOut("\(codec.label): this mtatrail has no pack")
                continue
            }
            PageCache.warm(files)
            let (one, many) = (indexDirectory("once-\(codec)"), indexDirectory("nightly-\(codec)"))
            try Self.remove(one)
            _ = try ChildProcess.run(indexCommand("once", one, files))
            _ = try indexEachNight(files, many)
            try raceLookups("look up in \(size) \(codec.label)", codec, one, many, answers, section)
            try raceSearches("search \(size) \(codec.label)", codec, files, one, answers, section)
            try Self.remove(one)
            try Self.remove(many)
            if section == .large { corpus.discard(settings.nights, codec) }
        }
    }

    private mutating func raceLookups(
        _ task: String, _ codec: Codec, _ one: URL, _ many: URL, _ answers: KnownAnswers, _ section: Report.Section
    ) throws {
        let nights = "\(settings.nights) nights"
        var contenders = [
            lookup("message-ID, 1 run", one, answers.messageIDs),
            lookup("message-ID, \(nights)", many, answers.messageIDs),
            lookup("queue file, \(nights)", many, answers.queueFiles),
            lookup("not found, 1 run", one, answers.unknown),
            lookup("not found, \(nights)", many, answers.unknown),
        ]
        note([contenders[1].command(0)])
        // What making a process costs here.
        contenders.append(Contender(Command("a process that does nothing", ["/bin/true"])))
        let results = try race(task, contenders, rounds: settings.lookups, warmsUp: true)
        // A long single frame has no inner place to begin at.
        let found: Double? =
            switch codec {
            case .plain, .seekable: 0.003
            case .gzip: 0.008
            case .zstd: nil
            }
        add(
            results.measurements(
                task, comparedWith: { $0.isOurs ? contenders.last?.name : nil },
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
                let key = questions[round % questions.count].key
                return tools.own(name, ["lookup", "--index", index.path, key], goodStatuses: [isKnown ? 0 : 1])
            },
            check: { try questions[$0 % questions.count].check($1, of: name) })
    }

    /// The same answers from tools that read everything.
    private mutating func raceSearches(
        _ task: String, _ codec: Codec, _ files: [URL], _ index: URL, _ answers: KnownAnswers, _ section: Report.Section
    ) throws {
        for (kind, questions) in [("a message-ID", answers.messageIDs), ("a key that is not there", answers.unknown)] {
            // In the large corpus a search reads as much whether it finds or not.
            if section == .large, kind != "a message-ID" { continue }
            let peers = searchers(codec).compactMap { tool, options -> Contender? in
                let name = "\(tool) \(options[0])"
                guard tools.command(name, tool, []) != nil else { return nil }
                return Contender(
                    name,
                    command: { [tools] round in
                        let needle = questions[round % questions.count].needle
                        let arguments = options + ["-e", needle] + files.map(\.path)
                        return tools.command(name, tool, arguments, goodStatuses: [0, 1]) ?? Command(name, [])
                    },
                    check: { try questions[$0 % questions.count].check($1, of: name) })
            }
            guard !peers.isEmpty else { continue }
            let whole = "\(task) for \(kind)"
            let results = try race(whole, [lookup("mtatrail lookup", index, questions)] + peers)
            add(results.measurements(whole, comparedWith: { $0.isOurs ? nil : "mtatrail lookup" }), to: .searches)
            if kind == "a message-ID" { note(peers.map { $0.command(0) }) }
        }
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
            let cold = files + Self.files(in: index)
            PageCache.evict(cold)
            let left = PageCache.share(of: cold)
            guard left < 0.05 else {
                leaveOut("cold lookups: the system keeps \(Int(left * 100)) % of the files in memory")
                return
            }
            let task = "look up, nothing in memory, \(codec.label)"
            let contenders = [("found", answers.messageIDs), ("not found", answers.unknown)].map { name, questions in
                let lookup = lookup(name, index, questions)
                return Contender(
                    name, isOurs: true, prepare: { PageCache.evict(cold) }, command: lookup.command, check: lookup.check
                )
            }
            let results = try race(task, contenders, rounds: max(10, settings.runs))
            add(results.measurements(task, comparedWith: { _ in nil }), to: .cold)
            add(
                results.map { result in
                    Figure(
                        task: "read from disk by it, \(codec.label)", contender: result.contender.name,
                        samples: Samples(result.outcomes.map { Double($0.diskBytes) }), unit: .bytes, isOurs: true)
                }, to: .cold)
            try Self.remove(index)
        }
    }
}

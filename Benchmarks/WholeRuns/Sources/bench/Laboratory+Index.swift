import Figures
import Foundation

extension Laboratory {
    /// Indexing the corpus, in each codec as daily files and as one file, against reading the same files.
    mutating func compareIndexing() throws {
        for codec in Codec.allCases {
            for count in [settings.days, 1] {
                guard let files = try corpus.files(count, codec) else {
                    leaveOut("\(codec.label): this mtatrail has no pack")
                    continue
                }
                let task = "index \(count == 1 ? "one" : String(count)) \(codec.label) file\(count == 1 ? "" : "s")"
                let readers = try readers(of: codec, files)
                let yardstick = yardstick(of: codec)
                let results = try race(
                    task,
                    [indexContender("mtatrail index", indexDirectory("race"), files)]
                        + readers.map {
                            Contender($0).atMost($0.name == yardstick.name ? settings.runs : settings.slowRuns)
                        },
                    reading: files + (codec == .gzip ? [corpus.joined(files)] : []))
                note([indexCommand("", indexDirectory("race"), files)] + readers)
                // The budgets are for daily files: a single stream of gzip or zstd is decoded by one thread.
                add(
                    results.measurements(
                        task, comparedWith: { $0.isOurs ? yardstick.name : nil },
                        budget: { $0.isOurs && count > 1 ? Budget(.ratio, atMost: yardstick.factor) : nil }),
                    to: .index)
            }
        }
    }

    /// What only reads the files.
    private func readers(of codec: Codec, _ files: [URL]) throws -> [Command] {
        let paths = files.map(\.path)
        switch codec {
        case .plain: return [tools.command("wc -l", "wc", ["-l"] + paths)].compactMap(\.self)
        case .gzip:
            return [
                tools.command("gzip -dc", "gzip", ["-dc"] + paths),
                tools.command("pigz -dc", "pigz", ["-dc"] + paths),
                // It takes one file, so that it gets all of them as one: members may follow each other.
                tools.command(
                    "rapidgzip -P 2 -dc", "rapidgzip", ["-P", "2", "-d", "-c", try corpus.joined(files).path]),
            ].compactMap(\.self)
        case .zstd, .seekable:
            return [tools.command("zstd -dc", "zstd", ["-q", "-dc"] + paths), try zstdSideBySide(files)]
                .compactMap(\.self)
        }
    }

    /// What decoding alone takes on two processors: two processes that do nothing else, a file at a time.
    private func zstdSideBySide(_ files: [URL]) throws -> Command? {
        guard files.count > 1, let zstd = tools.command("", "zstd", ["-q", "-dc"]) else { return nil }
        let list = scratch.appending(path: "files")
        try Data(files.map { $0.path + "\n" }.joined().utf8).write(to: list)
        return tools.command(
            "zstd -dc, two at a time", "xargs", ["-a", list.path, "-P", "2", "-n", "1"] + zstd.arguments)
    }

    private func yardstick(of codec: Codec) -> (name: String, factor: Double) {
        switch codec {
        case .plain: ("wc -l", 3)
        case .gzip: ("rapidgzip -P 2 -dc", 0.8)
        case .zstd, .seekable: ("zstd -dc", 0.8)
        }
    }

    /// Programs that build an index too, on one daily file.
    mutating func compareWithIndexBuilders(_ answers: KnownAnswers) throws {
        guard let plain = try corpus.files(settings.days, .plain)?.first,
            let gzip = try corpus.files(settings.days, .gzip)?.first
        else { return }
        let mebibytes = Double(Self.bytes(ofFile: plain)) / Double(1 << 20)
        let task = "build an index of one daily file"
        var contenders = [
            indexContender("mtatrail index, plain", indexDirectory("one"), [plain]),
            indexContender("mtatrail index, .gz", indexDirectory("one-gzip"), [gzip]),
        ]
        let sqlite = SQLitePeer(tools, database: scratch.appending(path: "peer.sqlite"))
        if let load = sqlite.load([plain]) {
            contenders.append(
                Contender(load, prepare: { try Self.remove(sqlite.database) }).atMost(settings.builderRuns))
        } else {
            leaveOut("SQLite: needs `python3`")
        }
        let zindex = URL(filePath: gzip.path + ".zindex")
        if let command = tools.command(
            "zindex, .gz, message-IDs", "zindex", [gzip.path, "--regex", "<([^<>]+@[^<>]+)>"])
        {
            contenders.append(
                Contender(command, prepare: { try Self.remove(zindex) }).atMost(settings.builderRuns))
        }
        let results = try race(task, contenders, reading: [plain, gzip])
        add(results.measurements(task, comparedWith: { $0.isOurs ? nil : "mtatrail index, plain" }), to: .builders)
        let rates = results.map { "\($0.contender.name) \($0.wall.median * 1000 / mebibytes, digits: 3) ms" }
        remark("A MiB of log costs: \(rates.joined(separator: ", ")).", in: .builders)
        if let loader = results.first(where: { $0.contender.name.hasPrefix("SQLite") }) {
            let whole = Quantity.seconds.text(loader.wall.median * Double(settings.days))
            remark(
                "The loader was given one daily file, of \(settings.days): all would take it \(whole) or more.",
                in: .builders)
        }
        note(contenders.map { $0.command(0) })
        try compareIndexSizes(plain, gzip, sqlite, zindex)
        try compareLookups(in: plain, with: sqlite, answers)
        try Self.remove(zindex)
    }

    private mutating func compareIndexSizes(_ plain: URL, _ gzip: URL, _ sqlite: SQLitePeer, _ zindex: URL) throws {
        let records = Double(try recordCount(indexDirectory("one")))
        let all = [
            ("mtatrail", indexDirectory("one")), ("mtatrail, .gz with seek points", indexDirectory("one-gzip")),
            ("SQLite", sqlite.database), ("zindex, message-IDs only", zindex),
        ]
        let ours = Double(Self.size(of: all[0].1)) / records
        for (name, place) in all where Self.size(of: place) > 0 {
            let size = Double(Self.size(of: place)) / records
            let isOurs = name.hasPrefix("mtatrail")
            add(
                [
                    Figure(
                        task: "index bytes a record, one daily file", contender: name, samples: Samples([size]),
                        unit: .bytesPerRecord, isOurs: isOurs, yardstick: isOurs ? nil : ("mtatrail", size / ours))
                ], to: .size)
        }
    }

    private static func size(of place: URL) -> Int {
        max(bytes(ofFile: place), bytes(of: place))
    }

    /// Lookups in the indexes just built, of keys that are in that file.
    private mutating func compareLookups(
        in plain: URL, with sqlite: SQLitePeer, _ answers: KnownAnswers
    ) throws {
        let index = indexDirectory("one")
        guard let question = try sqlite.answerable(answers.messageIDs), let query = sqlite.query(question.key) else {
            return
        }
        let task = "look a message-ID up in the index of one daily file"
        let own = tools.own("mtatrail lookup", ["lookup", "--index", index.path, question.key])
        let results = try race(
            task,
            [
                Contender(own, isOurs: true, check: { try sqlite.checkOwn($1, question) }),
                Contender(query, check: { try sqlite.check($1, question) }),
            ], reading: [plain, sqlite.database] + Self.files(in: index), rounds: settings.lookups, warmsUp: true)
        add(results.measurements(task, comparedWith: { $0.isOurs ? nil : "mtatrail lookup" }), to: .builders)
        remark("`sqlite3` prints where the records are; `mtatrail lookup` prints the records.", in: .builders)
        note([query])
    }
}

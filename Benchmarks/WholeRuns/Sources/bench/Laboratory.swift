import Figures
import Foundation

/// Everything that the comparisons need, and what they found.
struct Laboratory {
    let settings: Settings
    let tools: Toolbox
    let corpus: Corpus
    /// Where indexes and outputs lie; emptied at the beginning.
    let scratch: URL
    private(set) var report: Report
    private let work: URL

    init(_ settings: Settings, programs: URL, work: URL) throws {
        self.settings = settings
        self.work = work
        tools = try Toolbox(programs: programs, tools: work.deletingLastPathComponent().appending(path: "bench-tools"))
        scratch = work.appending(path: "scratch")
        try? FileManager.default.removeItem(at: scratch)
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        try Self.requireRoom(for: settings, in: work)
        Machine.awaitRest(atMost: settings.patience)
        report = Report(settings: settings, machine: Machine(), loadBefore: Machine.load, folder: work)
        report.leftOut = tools.missing.map { "`\($0)` is not installed" }
        corpus = try Corpus(bytes: settings.bytes, days: settings.days, seed: settings.seed, in: work, tools)
    }

    /// Makes all the comparisons that were asked for.
    func measure() throws -> Report {
        var lab = self
        let answers = try KnownAnswers(corpus, tools)
        try lab.group(.index) {
            try $0.compareIndexing()
            try $0.compareWithIndexBuilders(answers)
        }
        try lab.group(.layouts) { try $0.compareLayouts(in: work) }
        try lab.group(.nights) {
            try $0.compareUnchanged(in: work)
            try $0.compareNights()
        }
        try lab.group(.lookups) { try $0.compareLookups(answers) }
        try lab.group(.cold) { try $0.compareColdLookups(answers) }
        try lab.group(.size) { try $0.measureSizes() }
        try lab.group(.pack) { try $0.comparePacking() }
        try lab.group(.large) { try $0.measureLargeCorpus(in: work) }
        lab.report.versions = tools.versions
        lab.report.loadAfter = Machine.load
        try? FileManager.default.removeItem(at: scratch)
        return lab.report
    }

    /// What fails ends its group only: the others' figures may have taken half an hour.
    private mutating func group(_ group: Settings.Group, _ work: (inout Laboratory) throws -> Void) rethrows {
        guard settings.includes(group) else { return }
        do {
            try Progress.step("GROUP \(group)") { try work(&self) }
        } catch let error as BenchError {
            Progress.say("FAILED \(group): \(error)")
            report.failures.append("\(group): \(error)")
        }
    }

    // MARK: What the comparisons share

    mutating func add(_ measurements: [Figure], to section: Report.Section) {
        report.measurements.append(contentsOf: measurements.map { (section, $0) })
    }

    mutating func note(_ commands: [Command]) {
        for command in commands {
            let line = command.text(without: work)
            if !report.commands.contains(line) { report.commands.append(line) }
        }
    }

    mutating func leaveOut(_ text: String) {
        if !report.leftOut.contains(text) { report.leftOut.append(text) }
    }

    mutating func remark(_ text: String, in section: Report.Section) {
        report.remarks.append((section, text))
    }

    /// - Parameter files: what is to be in memory.
    func race(
        _ task: String, _ contenders: [Contender], reading files: [URL], rounds: Int? = nil, warmsUp: Bool = false
    ) throws -> [Race.Result] {
        try Race(task: task, contenders: contenders, rounds: rounds ?? settings.runs, files: files, scratch: scratch)
            .run(warmsUp: warmsUp)
    }

    /// The directory of an index in the scratch folder.
    func indexDirectory(_ name: String) -> URL { scratch.appending(path: "index-\(name)") }

    func indexCommand(_ name: String, _ index: URL, _ files: [URL]) -> Command {
        tools.own(name, ["index", "-q", "--index", index.path] + files.map(\.path))
    }

    /// Our index command, which begins with nothing each time.
    func indexContender(_ name: String, _ index: URL, _ files: [URL]) -> Contender {
        Contender(indexCommand(name, index, files), isOurs: true, prepare: { try Self.remove(index) })
    }

    static func remove(_ url: URL) throws {
        if FileManager.default.fileExists(atPath: url.path) { try FileManager.default.removeItem(at: url) }
    }

    static func bytes(of folder: URL) -> Int {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.fileSizeKey])
        return (files?.allObjects as? [URL] ?? []).reduce(0) { $0 + bytes(ofFile: $1) }
    }

    static func bytes(ofFile file: URL) -> Int {
        var status = stat()
        return stat(file.path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
    }

    static func files(in folder: URL) -> [URL] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (files?.allObjects as? [URL] ?? []).filter { bytes(ofFile: $0) > 0 }
    }

    /// Records that an index covers, from `mtatrail status --json`, whose last line is about the whole.
    func recordCount(_ index: URL) throws -> Int {
        let status = try ChildProcess.output(
            of: tools.own("status", ["status", "--json", "--index", index.path], goodStatuses: [0, 1]))
        let last = String(status.split(separator: "\n").last ?? "")
        let object = try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any]
        guard let records = object?["records"] as? Int, records > 0 else {
            throw BenchError("mtatrail status tells no records of \(index.path)")
        }
        return records
    }

    /// The corpus is plain and in three codecs, in three cuts; the large one is there once in plain, and in one codec at
    /// a time. Compressed they take a fifth at most.
    private static func requireRoom(for settings: Settings, in work: URL) throws {
        let wanted = settings.bytes * 6 + settings.layoutBytes * LogLayout.allCases.count + settings.largeBytes / 2 * 3
        var status = statvfs()
        guard statvfs(work.path, &status) == 0 else { return }
        let free = Int(status.f_bavail) * Int(status.f_frsize)
        guard free > wanted else {
            throw BenchError("\(work.path) has \(free >> 30) GiB free, and the corpus takes up to \(wanted >> 30)")
        }
    }
}

import Figures
import Foundation

extension Laboratory {
    /// How many files the tree has in which nothing has changed.
    static let unchangedFiles = 5000

    /// A run that finds nothing new, against what only asks for the status of each file.
    mutating func compareUnchanged(in work: URL) throws {
        // What is in the files does not matter: nobody reads it.
        let small = try Corpus(bytes: 4 << 20, days: 2, seed: settings.seed, in: work, tools)
        guard let tree = try small.files(Self.unchangedFiles, .plain)?.first?.deletingLastPathComponent(),
            let find = tools.command("find -printf", "find", [tree.path, "-printf", "%p %s %T@ %i %C@\\n"])
        else { return leaveOut("find") }
        let task = "index \(Self.unchangedFiles) files of which none has changed"
        let index = indexDirectory("unchanged")
        let run = indexCommand("mtatrail index", index, [tree])
        try Self.remove(index)
        _ = try ChildProcess.run(run)
        let contenders = [Contender(run, isOurs: true), Contender(find)]
        let results = try race(task, contenders, reading: [], rounds: settings.lookups, warmsUp: true)
        add(
            results.measurements(
                task, comparedWith: { $0.isOurs ? find.name : nil },
                budget: { $0.isOurs ? Budget(.ratio, atMost: 1.5) : nil }),
            to: .nights)
        note([run, find])
        try Self.remove(index)
    }
}

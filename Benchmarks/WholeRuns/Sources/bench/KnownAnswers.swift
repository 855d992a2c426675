import Foundation

/// Keys to look up, and what is known to be right about each: the lines that grep finds in the plain text.
struct KnownAnswers {
    struct Question {
        /// As a person types it.
        let key: String
        /// What stands in each of its lines and in no other: what greps search for.
        let needle: String
        /// The lines, sorted.
        let lines: [Substring]
    }

    let messageIDs: [Question]
    let queueFiles: [Question]
    /// Keys that are in no line, alike in shape.
    let unknown: [Question]

    private static let count = 10

    /// Draws keys from all over the corpus and lets grep find their lines.
    init(_ corpus: Corpus, _ tools: Toolbox) throws {
        let keys = String(decoding: try Data(contentsOf: corpus.keys), as: UTF8.self).split(separator: "\n")
        let ids = Self.spread(keys.filter { $0.hasPrefix("id\t") }.map { String($0.dropFirst(3)) })
        let files = Self.spread(keys.filter { $0.hasPrefix("file\t") }.map { String($0.dropFirst(5)) })
        try self.init(ids, files, in: [corpus.log], tools)
    }

    /// Draws keys from the middle of some of the files: no list of all keys is needed.
    init(_ files: [URL], _ tools: Toolbox) throws {
        let drawn = try Self.spread(files).compactMap(Self.someKeys)
        try self.init(drawn.map(\.messageID), drawn.map(\.queueFile), in: files, tools)
    }

    private init(_ ids: [String], _ files: [String], in logs: [URL], _ tools: Toolbox) throws {
        // The attempts of one queue file differ in their first two characters.
        let drawn = ids.map { ($0, $0) } + files.map { ($0, String($0.dropFirst(2).prefix { $0 != "." }) + ".") }
        let absent = ids.map { "<absent." + $0.dropFirst() }.map { ($0, $0) }
        let found = try Progress.step("finding the true answers with grep") {
            try Self.lines(with: (drawn + absent).map(\.1), in: logs, tools)
        }
        func questions(_ keys: ArraySlice<(String, String)>) -> [Question] {
            keys.map { key, needle in
                Question(key: key, needle: needle, lines: found.filter { $0.contains(needle) }.sorted())
            }
        }
        messageIDs = questions(drawn[..<ids.count])
        queueFiles = questions(drawn[ids.count...])
        unknown = questions(absent[...])
        guard !messageIDs.isEmpty, !queueFiles.isEmpty, unknown.allSatisfy(\.lines.isEmpty),
            (messageIDs + queueFiles).allSatisfy({ !$0.lines.isEmpty })
        else { throw BenchError("\(logs[0].path) does not hold its own keys: delete it") }
    }

    private static func spread<Element>(_ all: [Element]) -> [Element] {
        (0..<min(count, all.count)).map { all[(2 * $0 + 1) * all.count / (2 * min(count, all.count))] }
    }

    /// The keys of a record from the middle of a file.
    private static func someKeys(of file: URL) throws -> (messageID: String, queueFile: String)? {
        let log = try FileHandle(forReadingFrom: file)
        defer { try? log.close() }
        try log.seek(toOffset: UInt64(Laboratory.bytes(ofFile: file) / 2))
        let text = String(decoding: try log.read(upToCount: 1 << 16) ?? Data(), as: UTF8.self)
        return text.firstMatch(of: /\/([0-9A-Z]{2}[^\/\s]+\.[0-9]{2}) (<[^<>\s]+@[^<>\s]+>)/)
            .map { (String($0.2), String($0.1)) }
    }

    private static func lines(with needles: [String], in logs: [URL], _ tools: Toolbox) throws -> [Substring] {
        let arguments = ["-a", "-h", "-F"] + needles.flatMap { ["-e", $0] } + logs.map(\.path)
        guard let grep = tools.command("grep", "grep", arguments, goodStatuses: [0, 1]) else { return [] }
        return try ChildProcess.output(of: grep).split(separator: "\n")
    }
}

extension [KnownAnswers.Question] {
    /// The question of a round: from all over the corpus in a few rounds already, for what lies at its end is farther
    /// away where there is but one place to begin decoding.
    func ofRound(_ round: Int) -> KnownAnswers.Question {
        self[(count / 2 + round * (count.isMultiple(of: 3) ? 1 : 3)) % count]
    }
}

extension KnownAnswers.Question {
    /// Checks what a contender printed.
    func check(_ output: URL, of contender: String) throws {
        let printed = String(decoding: try Data(contentsOf: output), as: UTF8.self).split(separator: "\n").sorted()
        guard printed == lines else {
            throw BenchError(
                "wrong answer: \(contender) printed \(printed.count) lines for \(key), not the \(lines.count) that hold it"
            )
        }
    }
}

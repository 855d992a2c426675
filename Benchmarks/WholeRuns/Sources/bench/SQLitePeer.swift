import Foundation

/// An index as a script of one's own would build it: keys and places in an SQLite database.
struct SQLitePeer {
    let database: URL
    private let tools: Toolbox

    init(_ tools: Toolbox, database: URL) {
        self.tools = tools
        self.database = database
    }

    private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "load-sqlite.py")

    func load(_ files: [URL]) -> Command? {
        tools.command("SQLite by script, plain", "python3", [Self.script.path, database.path] + files.map(\.path))
    }

    /// Prints path, offset and length of each line with the key.
    func query(_ key: String) -> Command? {
        let name = key.filter { $0 != "<" && $0 != ">" }.replacingOccurrences(of: "'", with: "''")
        let statement = """
            SELECT DISTINCT path, offset, length FROM posting JOIN archive ON number = archive \
            WHERE key = '\(name)' ORDER BY archive, offset
            """
        return tools.command("sqlite3", "sqlite3", ["-readonly", "-separator", "\t", database.path, statement])
    }

    /// A question with an answer in the files loaded; nil without sqlite3.
    func answerable(_ questions: [KnownAnswers.Question]) throws -> KnownAnswers.Question? {
        for question in questions {
            guard let query = query(question.key), FileManager.default.fileExists(atPath: database.path) else {
                return nil
            }
            let lines = try Self.lines(at: try ChildProcess.output(of: query))
            if !lines.isEmpty {
                return KnownAnswers.Question(
                    key: question.key, needle: question.needle, lines: question.lines.filter(Set(lines).contains))
            }
        }
        return nil
    }

    /// Reads the lines that a query named, and compares them with what grep found.
    func check(_ output: URL, _ question: KnownAnswers.Question) throws {
        let lines = try Self.lines(at: String(decoding: try Data(contentsOf: output), as: UTF8.self))
        guard lines.sorted() == question.lines else { throw BenchError("wrong answer: sqlite3 for \(question.key)") }
    }

    func checkOwn(_ output: URL, _ question: KnownAnswers.Question) throws {
        try question.check(output, of: "mtatrail")
    }

    private static func lines(at places: String) throws -> [Substring] {
        try places.split(separator: "\n").compactMap { place in
            let fields = place.split(separator: "\t")
            guard fields.count == 3, let offset = UInt64(fields[1]), let length = Int(fields[2]) else { return nil }
            let file = try FileHandle(forReadingFrom: URL(filePath: String(fields[0])))
            try file.seek(toOffset: offset)
            let bytes = try file.read(upToCount: length) ?? Data()
            return String(decoding: bytes, as: UTF8.self).split(separator: "\n").first
        }
    }
}

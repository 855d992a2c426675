import Foundation

/// The repository that the tests belong to: its sources and documents, read as text.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct Source {
        /// Its path below Sources.
        let name: String
        let text: String

        var module: String { String(name.prefix { $0 != "/" }) }
    }

    /// All the Swift files below Sources.
    static func sources() throws -> [Source] {
        let folder = root.appending(component: "Sources")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return try (files?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
            Source(
                name: String($0.path.dropFirst(folder.path.count + 1)),
                text: try String(contentsOf: $0, encoding: .utf8))
        }
    }

    /// A file by its path from the root.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func holds(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }
}

/// What a document in Markdown holds.
struct Markdown {
    let text: String

    /// The part under a heading of the second rank that begins so; nil where there is none.
    func section(_ heading: String) -> Markdown? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(where: { $0.hasPrefix("## \(heading)") }) else { return nil }
        let part = lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }
        return Markdown(text: part.joined(separator: "\n"))
    }

    /// The cells of the rows of its tables, without the lines that stand under headings.
    var rows: [[String]] {
        text.split(separator: "\n").filter { $0.hasPrefix("|") && !$0.hasPrefix("| ---") }
            .map { Markdown.cells(of: String($0)) }
    }

    private static func cells(of row: String) -> [String] {
        // A bar inside a cell is escaped.
        let escaped = row.replacingOccurrences(of: #"\|"#, with: "\u{0}")
        return escaped.split(separator: "|").map { cell in
            cell.replacingOccurrences(of: "\u{0}", with: "|").trimmingCharacters(in: .whitespaces)
        }
    }

    /// What stands in backticks, in the order in which it stands.
    static func code(in text: String) -> [String] {
        text.matches(of: #/`([^`]+)`/#).map { String($0.1) }
    }

    /// Its words: what letters, digits, underscores and hyphens make.
    var words: Set<String> {
        Set(text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-")) }.map(String.init))
    }

    /// Where its links lead: paths, without what stands behind a #.
    var links: [String] {
        text.matches(of: #/\]\(([^)#]*)(?:#[^)]*)?\)/#).map { String($0.1) }
            .filter { !$0.isEmpty && !$0.contains("://") }
    }
}

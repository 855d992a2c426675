import Foundation

/// A program with its arguments.
struct Command {
    /// Who a table says that it is.
    let name: String
    let arguments: [String]
    /// The exit statuses that are no failure.
    var goodStatuses: Set<Int32> = [0]

    init(_ name: String, _ arguments: [String], goodStatuses: Set<Int32> = [0]) {
        self.name = name
        self.arguments = arguments
        self.goodStatuses = goodStatuses
    }

    /// The folder of this program's own scripts.
    private static let scripts = URL(filePath: #filePath).deletingLastPathComponent()

    /// As a shell would be told, for people: without the folders of the program, of our scripts and of the corpus, and of
    /// many files at the end the first and the last.
    func text(without folder: URL) -> String {
        var words = arguments.map { word in
            Command.quoted(
                [folder, Command.scripts].reduce(word) { $0.replacingOccurrences(of: $1.path + "/", with: "") })
        }
        words[0] = URL(filePath: arguments[0]).lastPathComponent
        let files = arguments.reversed().prefix { $0.hasPrefix(folder.path + "/") && !$0.contains("/scratch/") }.count
        if files > 2 { words.replaceSubrange(words.count - files + 1..<words.count - 1, with: ["..."]) }
        return words.joined(separator: " ")
    }

    private static func quoted(_ word: String) -> String {
        let isPlain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_./=,:@+".contains($0) }
        return isPlain && !word.isEmpty ? word : "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
    }
}

extension URL {
    /// A folder as it is written on a command line.
    init(folder: String) {
        self = URL(filePath: folder, directoryHint: .isDirectory).standardizedFileURL.absoluteURL
    }
}

/// What keeps a benchmark from being run.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

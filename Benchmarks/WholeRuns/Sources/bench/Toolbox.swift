import Foundation

/// The programs that take part, where they are, and which of the others are not there.
struct Toolbox: Sendable {
    let mtatrail: String
    let synthlog: String
    /// Command lines' first words by the tool's name.
    private let found: [String: String]
    /// Tools that are left out.
    let missing: [String]

    private static let peers = [
        "wc", "find", "grep", "zgrep", "zstdgrep", "rg", "gzip", "pigz", "zstd", "xargs", "rapidgzip", "sqlite3",
        "python3",
        "zindex",
    ]
    /// Without these nothing can be measured.
    private static let needed = ["wc", "grep", "gzip", "zstd"]

    /// - Parameter programs: the folder of the programs measured. Beside the search path, tools are looked for where
    ///   `make bench-tools` puts those that Debian does not have.
    init(programs: URL, tools: URL) throws {
        let manager = FileManager.default
        (mtatrail, synthlog) = (programs.appending(path: "mtatrail").path, programs.appending(path: "synthlog").path)
        for program in [mtatrail, synthlog] where !manager.isExecutableFile(atPath: program) {
            throw BenchError("\(program) is not there: swift build -c release makes it")
        }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let folders = [tools.appending(path: "bin").path] + path.split(separator: ":").map(String.init)
        found = Self.peers.reduce(into: [:]) { found, name in
            found[name] = folders.map { "\($0)/\(name)" }.first(where: manager.isExecutableFile)
        }
        missing = Self.peers.filter { [found] in found[$0] == nil }
        for tool in Self.needed where found[tool] == nil {
            throw BenchError("\(tool) is not there: make bench-tools installs it")
        }
    }

    /// A peer's command, or nil where the peer is not there.
    func command(_ name: String, _ tool: String, _ arguments: [String], goodStatuses: Set<Int32> = [0]) -> Command? {
        found[tool].map { Command(name, [$0] + arguments, goodStatuses: goodStatuses) }
    }

    func own(_ name: String, _ arguments: [String], goodStatuses: Set<Int32> = [0]) -> Command {
        Command(name, [mtatrail] + arguments, goodStatuses: goodStatuses)
    }

    /// Each tool and what it says of its version.
    var versions: [(tool: String, version: String)] {
        let own = [("mtatrail", mtatrail)] + Self.peers.compactMap { name in found[name].map { (name, $0) } }
        return own.map { name, path in
            let command = Command(name, [path, "--version"], goodStatuses: Set(0...255))
            let text = (try? ChildProcess.output(of: command)) ?? ""
            return (name, text.split(separator: "\n").first.map(String.init) ?? "no version told")
        }
    }
}

import Foundation

/// Counts instructions: the same number for the same program and input, whatever else the machine does.
struct Callgrind {
    private let valgrind: String
    private let counts: URL

    init(scratch: URL) throws {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let found = path.split(separator: ":").map { "\($0)/valgrind" }
        guard let valgrind = found.first(where: FileManager.default.isExecutableFile) else {
            throw BenchError("valgrind is not there: make bench-tools installs it")
        }
        self.valgrind = valgrind
        counts = scratch.appending(path: "callgrind.out")
    }

    var version: String {
        get throws {
            let text = try ChildProcess.output(of: Command("valgrind", [valgrind, "--version"]))
            return text.split(separator: "\n").first.map(String.init) ?? ""
        }
    }

    /// The instructions of one run of a command, system calls not counted.
    func instructions(of command: Command) throws -> Int {
        try? FileManager.default.removeItem(at: counts)
        _ = try ChildProcess.run(
            Command(
                command.name,
                [valgrind, "--tool=callgrind", "--callgrind-out-file=\(counts.path)"] + command.arguments,
                goodStatuses: command.goodStatuses))
        let text = String(decoding: try Data(contentsOf: counts), as: UTF8.self)
        // `totals` has threads that ended too, `summary` is of the part that was written last.
        let line = text.split(separator: "\n").last { $0.hasPrefix("totals:") || $0.hasPrefix("summary:") }
        guard let count = line?.split(separator: " ").last.flatMap({ Int($0) }), count > 0 else {
            throw BenchError("callgrind wrote no count of \(command.arguments.joined(separator: " "))")
        }
        return count
    }
}

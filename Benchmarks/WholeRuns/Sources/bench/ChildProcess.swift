import Foundation

/// One run of a command, timed from just before the process is made until it is gone.
struct ChildProcess {
    struct Outcome {
        let wallSeconds: Double
        /// User and system time of the process and of those it waited for.
        let processorSeconds: Double
        let status: Int32
        /// Bytes that the system read from disk for it.
        let diskBytes: Int
        /// The most memory of its own (not of mapped files) that was seen; 0 unless it was watched.
        let privateBytes: Int
    }

    enum Output {
        /// To /dev/null. Not for greps: they stop at the first match then.
        case discarded
        case file(URL)
    }

    private static let environment: [String] = {
        let kept = ["PATH", "HOME", "TMPDIR"].compactMap { name in
            ProcessInfo.processInfo.environment[name].map { "\(name)=\($0)" }
        }
        return kept + ["LC_ALL=C"]
    }()

    /// Runs the command and waits for it.
    ///
    /// - Parameter watchingMemory: looks at the process's anonymous memory about every millisecond, after two seconds
    ///   every ten: the figure that the system keeps itself (ru_maxrss) counts mapped files, and what the parent had when
    ///   the process was made.
    static func run(_ command: Command, to output: Output = .discarded, watchingMemory: Bool = false) throws -> Outcome
    {
        let errors = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString).err")
        defer { try? FileManager.default.removeItem(at: errors) }
        let started = now()
        let process = try spawn(command, output, errors: errors)
        let outcome = try wait(for: process, since: started, watchingMemory: watchingMemory)
        guard command.goodStatuses.contains(outcome.status) else {
            let said = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
            throw BenchError("\(command.arguments.joined(separator: " ")): exit status \(outcome.status)\n\(said)")
        }
        return outcome
    }

    /// Runs the command and gives what it printed.
    static func output(of command: Command) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "bench-\(getpid()).out")
        defer { try? FileManager.default.removeItem(at: file) }
        _ = try run(command, to: .file(file))
        return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }

    private static func spawn(_ command: Command, _ output: Output, errors: URL) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let path = if case .file(let url) = output { url.path } else { "/dev/null" }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var arguments = command.arguments.map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, command.arguments[0], &actions, nil, &arguments, &variables)
        guard code == 0 else {
            throw BenchError("cannot run \(command.arguments[0]): \(String(cString: strerror(code)))")
        }
        return process
    }

    private static func wait(for process: pid_t, since started: Double, watchingMemory: Bool) throws -> Outcome {
        var status: Int32 = 0
        var usage = rusage()
        var most = 0
        while true {
            let ended = wait4(process, &status, watchingMemory ? WNOHANG : 0, &usage)
            if ended == process { break }
            if ended < 0, errno != EINTR { throw BenchError("wait: \(String(cString: strerror(errno)))") }
            if ended == 0 {
                most = max(most, anonymousBytes(of: process))
                usleep(now() - started < 2 ? 1000 : 10_000)
            }
        }
        let exit = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
        return Outcome(
            wallSeconds: now() - started,
            processorSeconds: usage.ru_utime.seconds + usage.ru_stime.seconds,
            status: exit, diskBytes: Int(usage.ru_inblock) * 512, privateBytes: most)
    }

    private static func anonymousBytes(of process: pid_t) -> Int {
        let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") }) else { return 0 }
        return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }.map { $0 << 10 } ?? 0
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

extension timeval {
    fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}

import Foundation
import SystemPackage

/// A program that was started and may be at work.
///
/// It gets its signals, whatever the thread that starts it does with its own: those of Dispatch have nearly all of them
/// blocked, and Foundation's Process hands that on.
final class RunningProgram {
    private let id: pid_t
    private let output: FileDescriptor
    private let directory: URL
    /// As waitpid(2) has it, once it has ended.
    private var waitStatus: Int32?

    init(_ url: URL, _ arguments: [String], _ stdin: [UInt8], _ environment: [String: String]) throws {
        directory = FileManager.default.temporaryDirectory.appending(component: "mtatrail-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try Data(stdin).write(to: directory.appending(component: "in"))
        try Data().write(to: directory.appending(component: "err"))
        var variables = ProcessInfo.processInfo.environment
        variables["MTATRAIL_INDEX"] = nil
        variables.merge(environment) { $1 }
        let pipe = try Spawn.closedPipe()
        defer { try? pipe.writeEnd.close() }
        output = pipe.readEnd
        id = try Spawn.start(
            url.path, arguments, variables, input: directory.appending(component: "in").path, output: pipe.writeEnd,
            errors: directory.appending(component: "err").path)
    }

    deinit {
        try? output.close()
        try? FileManager.default.removeItem(at: directory)
    }

    var isRunning: Bool {
        if waitStatus == nil { waitStatus = Spawn.wait(for: id, options: WNOHANG) }
        return waitStatus == nil
    }

    /// What it has written to standard error so far.
    var errors: String {
        let data = try? Data(contentsOf: directory.appending(component: "err"))
        return String(decoding: data ?? Data(), as: UTF8.self)
    }

    /// A process that has ended is not there to be sent anything.
    func send(_ signal: Int32) {
        if isRunning { kill(id, signal) }
    }

    /// Waits for its end.
    func end() throws -> Outcome {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = try unsafe piece.withUnsafeMutableBytes({ try unsafe output.read(into: $0) }), count > 0
        {
            bytes += piece[..<count]
        }
        let ended = waitStatus ?? Spawn.wait(for: id, options: 0) ?? 0
        waitStatus = ended
        let signal = ended & 0x7f
        return Outcome(
            status: signal == 0 ? ended >> 8 & 0xff : signal, wasKilled: signal != 0, output: bytes, errors: errors)
    }

    /// Waits until something has become true, but not for ever.
    func wait(until isTrue: () -> Bool) -> Bool {
        for _ in 0..<6000 {
            if isTrue() { return true }
            Thread.sleep(forTimeInterval: 0.01)
        }
        return false
    }
}

/// posix_spawn(3) for values.
private enum Spawn {
    /// A pipe that other programs, started meanwhile, do not get.
    static func closedPipe() throws -> (readEnd: FileDescriptor, writeEnd: FileDescriptor) {
        let ends = try FileDescriptor.pipe()
        for end in [ends.readEnd, ends.writeEnd] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
        return ends
    }

    /// Starts a program with no signal blocked and none ignored.
    static func start(
        _ path: String, _ arguments: [String], _ environment: [String: String], input: String, output: FileDescriptor,
        errors: String
    ) throws -> pid_t {
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var files = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&files)
        defer { unsafe posix_spawn_file_actions_destroy(&files) }
        unsafe posix_spawn_file_actions_addopen(&files, STDIN_FILENO, input, O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&files, output.rawValue, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_addopen(&files, STDERR_FILENO, errors, O_WRONLY, 0)
        // What this process has open is nothing to it: the end of another one's pipe, whose reader would wait for it.
        for number in STDERR_FILENO + 1..<256 { unsafe posix_spawn_file_actions_addclose(&files, number) }
        let words = unsafe texts([path] + arguments)
        let variables = unsafe texts(environment.map { "\($0)=\($1)" })
        defer { unsafe (words + variables).forEach { unsafe free($0) } }
        var id: pid_t = 0
        let code = unsafe posix_spawn(&id, path, &files, &attributes, words, variables)
        guard code == 0 else { throw Errno(rawValue: code) }
        return id
    }

    /// A list of strings as C has it, each to be freed.
    private static func texts(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        unsafe texts.map { unsafe strdup($0) } + [nil]
    }

    /// Nil where it has not ended yet.
    static func wait(for id: pid_t, options: Int32) -> Int32? {
        var status: Int32 = 0
        while true {
            let ended = unsafe waitpid(id, &status, options)
            if ended == id { return status }
            guard ended < 0, errno == EINTR else { return nil }
        }
    }
}

import Foundation
import SystemPackage
import TestSupport

/// What a program gave when it had ended.
struct Outcome {
    let status: Int32
    /// Whether a signal ended it.
    let wasKilled: Bool
    let output: [UInt8]
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
    /// The lines of standard error.
    var messages: [String] { errors.split(separator: "\n").map(String.init) }
}

/// A built program, run as its users run it.
struct Program {
    let url: URL

    static let mtatrail = Program(named: "mtatrail")
    static let synthlog = Program(named: "synthlog")

    /// The programs are built beside the tests.
    private init(named name: String) {
        let tests = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
        url = tests.deletingLastPathComponent().appending(component: name)
    }

    /// Another program, by its path.
    init(at path: String) {
        url = URL(filePath: path)
    }

    /// Runs it to its end; standard output is a pipe.
    func run(_ arguments: [String], stdin: [UInt8] = [], environment: [String: String] = [:]) throws -> Outcome {
        let run = try start(arguments, stdin: stdin, environment: environment)
        return try run.end()
    }

    /// Starts it and goes on.
    func start(_ arguments: [String], stdin: [UInt8] = [], environment: [String: String] = [:]) throws -> RunningProgram
    {
        try RunningProgram(url, arguments, stdin, environment)
    }

    /// Runs a line of shell in which `$0` is the program.
    func shell(_ script: String) throws -> Outcome {
        try Program(at: "/bin/sh").run(["-c", script, url.path])
    }
}

/// A program that was started and may be at work.
final class RunningProgram {
    private let process = Process()
    private let output = Pipe()
    private let directory: URL

    fileprivate init(_ url: URL, _ arguments: [String], _ stdin: [UInt8], _ environment: [String: String]) throws {
        directory = FileManager.default.temporaryDirectory.appending(component: "mtatrail-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try Data(stdin).write(to: directory.appending(component: "in"))
        try Data().write(to: directory.appending(component: "err"))
        process.executableURL = url
        process.arguments = arguments
        var variables = ProcessInfo.processInfo.environment
        variables["MTATRAIL_INDEX"] = nil
        process.environment = variables.merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: directory.appending(component: "in"))
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: directory.appending(component: "err"))
        try process.run()
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    var isRunning: Bool { process.isRunning }

    /// What it has written to standard error so far.
    var errors: String {
        let data = try? Data(contentsOf: directory.appending(component: "err"))
        return String(decoding: data ?? Data(), as: UTF8.self)
    }

    func send(_ signal: Int32) {
        kill(process.processIdentifier, signal)
    }

    /// Waits for its end.
    func end() throws -> Outcome {
        let output = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
            output: Array(output), errors: errors)
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

/// A directory with logs and an index, and the program at work on them.
struct Host {
    let directory: FilePath
    var index: String { directory.appending("ix").string }

    static func with<Result>(_ body: (Host) throws -> Result) throws -> Result {
        try withTemporaryDirectory { try body(Host(directory: $0)) }
    }

    func path(_ name: String) -> String { directory.appending(name).string }

    func write(_ bytes: [UInt8], _ name: String) throws {
        try TestSupport.write(bytes, to: directory.appending(name))
    }

    @discardableResult
    func index(_ names: String..., options: [String] = []) throws -> Outcome {
        try Program.mtatrail.run(["index", "--index", index] + options + names.map(path))
    }

    func trace(_ arguments: String..., stdin: [UInt8] = []) throws -> Outcome {
        try Program.mtatrail.run(["trace", "--index", index] + arguments, stdin: stdin)
    }

    func lookup(_ arguments: String..., stdin: [UInt8] = []) throws -> Outcome {
        try Program.mtatrail.run(["lookup", "--index", index] + arguments, stdin: stdin)
    }
}

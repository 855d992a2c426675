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

import Foundation
import MTALog
import SyntheticLogs
import SystemPackage

/// An invented log in memory, and where its records are.
struct SampleLog: Sendable {
    static let mebibytes = 8

    let bytes: [UInt8]
    let records: [Range<Int>]
    /// Those on one line, as nearly all are.
    let plainRecords: [Range<Int>]
    /// A message-ID from the middle of it.
    let someMessageID: [UInt8]

    init(_ format: SyntheticLogs.LogFormat) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity((Self.mebibytes + 1) << 20)
        let ids = Box()
        var log = SyntheticLog(
            seed: 7, format: format,
            onKey: { key in
                if case .messageID(let id) = key { ids.all.append(id.bytes) }
            })
        while bytes.count < Self.mebibytes << 20 { log.write(nextInto: &bytes) }
        (records, plainRecords) = Self.records(of: bytes)
        someMessageID = ids.all[ids.all.count / 2]
        self.bytes = bytes
    }

    private final class Box {
        var all: [[UInt8]] = []
    }

    private static func records(of bytes: [UInt8]) -> (all: [Range<Int>], plain: [Range<Int>]) {
        let text = bytes.span
        var (all, plain): ([Range<Int>], [Range<Int>]) = ([], [])
        var scanner = RecordScanner(text, startsIn: 0..<text.count, knownStart: true)
        while let record = scanner.next(in: text) {
            all.append(record)
            if scanner.isPlain { plain.append(record) }
        }
        return (all, plain)
    }

    /// In the format that most sites have.
    static let standard = SampleLog(.standard)
}

/// The standard log in files, one in each codec.
enum SampleFile: String, CaseIterable {
    case plain
    case gzip = "gzip -6"
    case zstd = "zstd -3"
    /// As a packed archive has it.
    case frames = "zstd -3 in frames of 256 KiB"

    var path: FilePath {
        let url = Scratch.folder.appending(path: "\(self)")
        if !FileManager.default.fileExists(atPath: url.path) { write(to: url) }
        return FilePath(url.path)
    }

    private func write(to url: URL) {
        let text = Data(SampleLog.standard.bytes)
        let coded: Data
        switch self {
        case .plain: coded = text
        case .gzip: coded = Self.filter(text, "gzip", "-6", "-n")
        case .zstd: coded = Self.filter(text, "zstd", "-3", "-q")
        case .frames:
            coded = stride(from: 0, to: text.count, by: 256 << 10).reduce(into: Data()) { coded, start in
                coded += Self.filter(text[start..<min(start + (256 << 10), text.count)], "zstd", "-3", "-q")
            }
        }
        do { try coded.write(to: url) } catch { fatalError("\(error)") }
    }

    /// What a program makes of its standard input.
    private static func filter(_ input: Data, _ program: String, _ options: String...) -> Data {
        let file = Scratch.folder.appending(path: "input")
        let output = Pipe()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + options + ["-c"]
        process.standardOutput = output
        do {
            try input.write(to: file)
            process.standardInput = try FileHandle(forReadingFrom: file)
            try process.run()
            let data = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { fatalError("\(program) failed") }
            return data
        } catch { fatalError("\(program): \(error)") }
    }
}

/// A folder that goes when the process does.
enum Scratch {
    static let folder: URL = {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mtatrail-stages-\(getpid())")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(at: Scratch.folder) }
        return folder
    }()

    static func path(_ name: String) -> FilePath {
        FilePath(folder.appending(path: name).path)
    }

    /// An empty folder in it.
    static func emptied(_ name: String) -> FilePath {
        let folder = folder.appending(path: name)
        try? FileManager.default.removeItem(at: folder)
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return FilePath(folder.path)
    }
}

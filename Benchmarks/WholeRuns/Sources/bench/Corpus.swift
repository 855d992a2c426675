import Foundation

/// One invented log, cut into files and stored in each codec.
///
/// The large file is made once; all the others are pieces of it, so that every comparison reads the same bytes. What
/// is there from an earlier run with the same size and seed is used again.
struct Corpus {
    let folder: URL
    /// Decoded bytes.
    let bytes: Int
    private let storage: Storage

    /// - Parameter rate: messages an hour; nil for so many that a file is about a day.
    init(
        bytes: Int, days: Int, seed: Int, layout: LogLayout = .usual, rate: Int? = nil, in work: URL, _ tools: Toolbox
    ) throws {
        let name = "\(bytes >> 20)M-\(days)-\(seed)\(layout == .usual ? "" : "-\(layout.name)")"
        folder = work.appending(path: name + (rate.map { "-\($0)" } ?? ""))
        (self.bytes, storage) = (bytes, Storage(tools: tools))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Self.produce(log) { partial in
            // 10,000 messages an hour give about 110 MiB a day.
            let rate = rate ?? max(100, bytes / days * 10_000 / (110 << 20))
            _ = try Progress.step("inventing \(bytes >> 20) MiB of log") {
                try ChildProcess.run(
                    Command(
                        "synthlog",
                        [
                            tools.synthlog, "--bytes", String(bytes), "--seed", String(seed), "--rate", String(rate),
                            "--output", partial.path, "--keys", keys.path,
                        ] + layout.arguments))
            }
        }
    }

    /// The whole log in one file.
    var log: URL { folder.appending(path: "whole/plain/mail.log") }
    /// Every key in it.
    var keys: URL { folder.appending(path: "whole/keys") }

    /// The log cut into `count` files in a codec, made if they are not there; nil where they cannot be made.
    func files(_ count: Int, _ codec: Codec) throws -> [URL]? {
        try storage.stored(try pieces(count), codec)
    }

    private func pieces(_ count: Int) throws -> [URL] {
        if count == 1 { return [log] }
        return try zip(0..., cuts(count)).map { number, range in
            let piece = folder.appending(path: "\(count)/plain/mail-\(String(format: "%03d", number)).log")
            try Self.produce(piece) { try copy(range, to: $0) }
            return piece
        }
    }

    /// Compressed files one behind the other in one, which is as good a compressed file.
    func joined(_ files: [URL]) throws -> URL {
        guard files.count > 1 else { return files[0] }
        let target = folder.appending(path: "\(files.count)/joined/mail.log.gz")
        try Self.produce(target) { partial in
            _ = try ChildProcess.run(Command("cat", ["/bin/cat"] + files.map(\.path)), to: .file(partial))
        }
        PageCache.warm([target])
        return target
    }

    /// Makes a file under another name first, so that one that is there is whole.
    private static func produce(_ file: URL, _ make: (URL) throws -> Void) throws {
        let manager = FileManager.default
        if manager.fileExists(atPath: file.path) { return }
        let folder = file.deletingLastPathComponent()
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        let partial = folder.appending(path: ".partial")
        try make(partial)
        if manager.fileExists(atPath: partial.path) { try manager.moveItem(at: partial, to: file) }
    }

    /// Where the log is cut: behind the line end after each `count`th part.
    private func cuts(_ count: Int) throws -> [Range<Int>] {
        let text = try Data(contentsOf: log, options: .alwaysMapped)
        var start = 0
        return (1...count).map { number in
            let wanted = max(start, text.count / count * number)
            let end = number == count ? text.count : text[wanted...].firstIndex(of: 0x0a).map { $0 + 1 } ?? text.count
            defer { start = end }
            return start..<end
        }
    }

    private func copy(_ range: Range<Int>, to file: URL) throws {
        let text = try Data(contentsOf: log, options: .alwaysMapped)
        try Data().write(to: file)
        let output = try FileHandle(forWritingTo: file)
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(start + (8 << 20), range.upperBound)
            try output.write(contentsOf: text[start..<end])
            start = end
        }
        try output.close()
    }
}

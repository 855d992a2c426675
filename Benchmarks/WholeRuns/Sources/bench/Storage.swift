import Foundation
import Synchronization

/// Stores plain files in the other codecs: `X/plain/NAME` becomes `X/CODEC/NAME.SUFFIX`. What is there is used again.
struct Storage: Sendable {
    let tools: Toolbox

    /// The files in a codec, made if they are not there; nil where they cannot be made.
    func stored(_ plain: [URL], _ codec: Codec) throws -> [URL]? {
        guard codec != .plain else { return plain }
        let missing = plain.filter { !FileManager.default.fileExists(atPath: location(of: $0, codec).path) }
        guard let folder = missing.first.map({ location(of: $0, codec).deletingLastPathComponent() }) else {
            return locations(of: plain, codec)
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let files = missing.count == 1 ? "a file" : "\(missing.count) files"
        return try Progress.step("storing \(files) as \(codec.label)") {
            switch codec {
            case .plain: break
            case .gzip: try Self.forEachOfTwo(missing) { try compress($0, $1, gzip(missing)) }
            case .zstd: try Self.forEachOfTwo(missing) { try compress($0, $1, zstd(missing)) }
            case .seekable: guard try pack(missing, into: folder) else { return nil }
            }
            return locations(of: plain, codec)
        }
    }

    func location(of plain: URL, _ codec: Codec) -> URL {
        plain.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "\(codec.rawValue)/\(plain.lastPathComponent)\(codec.suffix)")
    }

    private func locations(of plain: [URL], _ codec: Codec) -> [URL] { plain.map { location(of: $0, codec) } }

    /// As a nightly job compresses. Two files are done at a time, so that only a large one that comes alone needs two
    /// threads.
    private func gzip(_ files: [URL]) -> [String] {
        isLargeAndAlone(files) && tools.command("", "pigz", []) != nil
            ? ["pigz", "-p", "2", "-6", "-n", "-c"] : ["gzip", "-6", "-n", "-c"]
    }

    private func zstd(_ files: [URL]) -> [String] {
        ["zstd", "-q", "-3"] + (isLargeAndAlone(files) ? ["-T2"] : []) + ["-c"]
    }

    private func isLargeAndAlone(_ files: [URL]) -> Bool {
        files.count == 1 && Laboratory.bytes(ofFile: files[0]) > 64 << 20
    }

    /// Under another name first, so that a file that is there is whole.
    private func compress(_ plain: URL, _ thread: Int, _ words: [String]) throws {
        let codec: Codec = words[0] == "zstd" ? .zstd : .gzip
        let target = location(of: plain, codec)
        let partial = target.deletingLastPathComponent().appending(path: ".partial-\(thread)")
        guard let command = tools.command(words[0], words[0], words.dropFirst() + [plain.path]) else { return }
        _ = try ChildProcess.run(command, to: .file(partial))
        try FileManager.default.moveItem(at: partial, to: target)
    }

    private func pack(_ plain: [URL], into folder: URL) throws -> Bool {
        do {
            _ = try ChildProcess.run(
                tools.own("mtatrail pack", ["pack", "-q", "--output", folder.path] + plain.map(\.path)))
            return true
        } catch let error as BenchError {
            Progress.say("left out: \(error)")
            return false
        }
    }

    /// Two at a time, each with the number of the thread that does it.
    static func forEachOfTwo<Element: Sendable>(
        _ elements: [Element], _ work: @Sendable (Element, Int) throws -> Void
    ) throws {
        let next = Mutex(0)
        let failure = Mutex<(any Error)?>(nil)
        DispatchQueue.concurrentPerform(iterations: 2) { thread in
            while true {
                let index = next.withLock { next in
                    defer { next += 1 }
                    return next
                }
                guard index < elements.count, failure.withLock({ $0 == nil }) else { return }
                do { try work(elements[index], thread) } catch { failure.withLock { $0 = error } }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }
}

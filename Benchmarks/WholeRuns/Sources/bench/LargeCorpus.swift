import Foundation

/// The log of a large site, so large that it is on disk only once in plain: cut into nights first, one file then.
///
/// It is made anew each time and goes when it is done with. Two invented logs, of two seeds, stand one behind the other,
/// so that two processors make it in half the time.
struct LargeCorpus {
    let folder: URL
    /// Decoded bytes, about.
    let bytes: Int
    /// The plain files, in order.
    private(set) var plain: [URL]
    private let storage: Storage

    init(bytes: Int, nights: Int, seed: Int, in work: URL, _ tools: Toolbox) throws {
        folder = work.appending(path: "large")
        self.bytes = bytes
        storage = Storage(tools: tools)
        try? FileManager.default.removeItem(at: folder)
        let plainFolder = folder.appending(path: "nights/plain")
        try FileManager.default.createDirectory(at: plainFolder, withIntermediateDirectories: true)
        try Progress.step("inventing \(bytes >> 20) MiB of log in \(nights) files") {
            let halves = [nights / 2, nights - nights / 2]
            try Storage.forEachOfTwo([0, 1]) { half, _ in
                let share = bytes / nights * halves[half]
                // As for the other corpus: a file is about a day. Each half begins in a year of its own.
                let rate = max(100, bytes / nights * 10_000 / (110 << 20))
                let invent = """
                    "$0" --bytes \(share) --seed \(seed + half) --rate \(rate) --start \(2023 + half)-03-01 \
                    | split -d -a 3 -C \(share / halves[half] + 4096) --additional-suffix=.log - "$1/mail-\(half)-"
                    """
                _ = try ChildProcess.run(
                    Command(
                        "synthlog", ["/bin/bash", "-o", "pipefail", "-c", invent, tools.synthlog, plainFolder.path]))
            }
        }
        plain = try FileManager.default.contentsOfDirectory(at: plainFolder, includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }
    }

    func stored(_ codec: Codec) throws -> [URL]? { try storage.stored(plain, codec) }

    /// Makes one file of the nights, which are no more then.
    mutating func join() throws {
        let target = folder.appending(path: "whole/plain/mail.log")
        try Progress.step("joining \(plain.count) files") {
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            for file in plain {
                _ = try ChildProcess.run(
                    Command("cat", ["/bin/sh", "-c", #"cat "$0" >> "$1""#, file.path, target.path]))
                try FileManager.default.removeItem(at: file)
            }
        }
        plain = [target]
    }

    /// Deletes the files of one codec; the plain ones stay.
    func discard(_ codec: Codec) throws {
        guard codec != .plain else { return }
        for file in plain { try Laboratory.remove(storage.location(of: file, codec)) }
    }

    func remove() throws { try Laboratory.remove(folder) }
}

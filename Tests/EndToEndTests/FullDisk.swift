import Foundation
import SystemPackage
import TestSupport

/// A small file system of its own, in the directory `disk` of a host.
struct FullDisk {
    private let path: FilePath

    /// Whether this user may mount one: tried once.
    static let isAvailable: Bool = (try? with { _, _ in true }) ?? false

    private struct Refused: Error {}

    /// Runs `body` with a disk of `size` bytes, and takes it away afterwards.
    static func with<Result>(size: Int = 8 << 20, _ body: (Host, FullDisk) throws -> Result) throws -> Result {
        try Host.with { host in
            let path = host.path("disk")
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            let mounted = try Program.mtatrail.shell("mount -t tmpfs -o size=\(size) mtatrail-test '\(path)'")
            guard mounted.status == 0 else { throw Refused() }
            defer { _ = try? Program.mtatrail.shell("umount '\(path)'") }
            return try body(host, FullDisk(path: FilePath(path)))
        }
    }

    /// Leaves about so many bytes of room.
    func fill(leaving room: Int) throws {
        let free = try FileManager.default.attributesOfFileSystem(forPath: path.string)[.systemFreeSize] as? Int ?? 0
        try write([UInt8](repeating: 42, count: max(0, free - room)), to: path.appending("filling"))
    }

    /// Makes room again.
    func empty() throws {
        try FileManager.default.removeItem(atPath: path.appending("filling").string)
    }
}

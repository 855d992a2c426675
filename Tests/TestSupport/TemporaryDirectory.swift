import Foundation
public import SystemPackage

/// Runs `body` with a fresh directory of its own and removes it afterwards.
public func withTemporaryDirectory<Result>(_ body: (FilePath) throws -> Result) throws -> Result {
    let url = FileManager.default.temporaryDirectory.appending(component: "mtatrail-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(FilePath(url.path))
}

/// Writes `bytes` to a new file, replacing what was there. Its name need be no text.
public func write(_ bytes: [UInt8], to path: FilePath) throws {
    let file = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: FilePermissions(rawValue: 0o666))
    try file.closeAfter { _ = try file.writeAll(bytes) }
}

/// The whole content of a file.
public func read(_ path: FilePath) throws -> [UInt8] {
    let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
    return try file.closeAfter {
        var bytes: [UInt8] = []
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 1)
        defer { unsafe piece.deallocate() }
        while case let count = unsafe try file.read(into: piece), count > 0 {
            unsafe bytes += piece.prefix(count)
        }
        return bytes
    }
}

/// The path of what has these bytes as its name in `directory`.
public func path(_ name: [UInt8], in directory: FilePath) -> FilePath {
    let bytes = name.map { CInterop.PlatformChar(bitPattern: $0) } + [0]
    return directory.appending(FilePath(platformString: bytes).components)
}

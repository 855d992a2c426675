import Foundation
public import SystemPackage

/// As `withTemporaryDirectory`, on a file system in memory where there is one: for tests that commit thousands of times.
public func withQuickDirectory<Result>(_ body: (FilePath) throws -> Result) throws -> Result {
    let url = URL(filePath: "/dev/shm/mtatrail-\(UUID().uuidString)")
    guard (try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)) != nil else {
        return try withTemporaryDirectory(body)
    }
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(FilePath(url.path))
}

import Glibc
import SystemPackage

/// A shell pattern that tells files and directories by their names, as `find` takes them for `-name` and `-path`.
///
/// A pattern without a slash is compared with the name alone, one that begins with a slash with the whole path, and any
/// other with the end of the path. `*` and `?` stand for slashes and leading dots too (`man 7 glob`).
public struct NamePattern: Sendable, Hashable {
    /// The pattern as it was given.
    public let bytes: [UInt8]
    private let isOfName: Bool
    /// What is compared: zero-terminated.
    private let pattern: [CChar]

    /// - Parameter bytes: none of them zero.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        isOfName = !bytes.contains(UInt8(ascii: "/"))
        let isRelative = !isOfName && bytes.first != UInt8(ascii: "/")
        pattern = ((isRelative ? Array("*/".utf8) : []) + bytes + [0]).map { CChar(bitPattern: $0) }
    }

    /// Whether the file of this absolute path is meant.
    public func matches(_ path: [UInt8]) -> Bool {
        let start = isOfName ? path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0 : 0
        let text = path[start...].map { CChar(bitPattern: $0) } + [0]
        return unsafe pattern.withUnsafeBufferPointer { pattern in
            unsafe text.withUnsafeBufferPointer { text in
                unsafe fnmatch(pattern.baseAddress!, text.baseAddress!, 0) == 0
            }
        }
    }
}

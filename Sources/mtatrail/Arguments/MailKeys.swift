import Archives
import SystemPackage
import Tracing

/// The keys of a mail that somebody gives instead of a key.
enum MailKeys {
    /// More of a mail is not read: what leads on stands in headers, and in a report before the returned message's body.
    private static let longestMail = 32 << 20

    /// Reads a file, or standard input for `-`: the keys, the surest first, at least one.
    static func read(_ path: FilePath) throws -> [[UInt8]] {
        let keys = ReturnedMail(try content(path)).keys
        guard !keys.isEmpty else {
            throw SystemFailure(
                description: "\(name(path)) names no message: give the mail whole, with its headers, or its Message-ID")
        }
        return keys
    }

    private static func name(_ path: FilePath) -> String { path == "-" ? "standard input" : path.shown }

    private static func content(_ path: FilePath) throws -> [UInt8] {
        do {
            guard path != "-" else { return try all(of: .standardInput) }
            let file = try FileDescriptor.open(path, .readOnly)
            return try file.closeAfter { try all(of: file) }
        } catch let error as Errno {
            throw SystemFailure(description: "cannot read \(name(path)): \(error)")
        }
    }

    private static func all(of file: FileDescriptor) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < longestMail, try file.read(1 << 16, appendingTo: &bytes) > 0 {}
        return bytes
    }
}

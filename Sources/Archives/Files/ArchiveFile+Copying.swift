import Glibc
import SystemPackage

extension ArchiveFile {
    /// Copies what comes in by a descriptor to a temporary file without a name, and maps that.
    ///
    /// - Parameters:
    ///   - head: what was read of it already.
    ///   - path: what messages call it.
    convenience init(
        copying head: [UInt8], andRestOf descriptor: FileDescriptor, path: FilePath
    ) throws(ArchiveError) {
        let copy = try Self.openTemporary()
        defer { try? copy.close() }
        var bytes = head
        repeat {
            do {
                try copy.writeAll(bytes)
            } catch {
                throw ArchiveError(
                    "cannot copy \(path) to a temporary file", path: Self.temporaryDirectory,
                    cause: .system(error as? Errno ?? .ioError), remedy: "free space there, or set TMPDIR")
            }
            bytes.removeAll(keepingCapacity: true)
        } while try descriptor.read(1 << 20, of: path, appendingTo: &bytes) > 0
        try self.init(copy, path: path)
    }

    /// On a disk rather than in memory, as /tmp often is.
    private static var temporaryDirectory: FilePath {
        guard let path = unsafe getenv("TMPDIR"), let directory = unsafe String(validatingCString: path),
            !directory.isEmpty
        else { return "/var/tmp" }
        return FilePath(directory)
    }

    /// A new file that goes with its last descriptor or mapping.
    private static func openTemporary() throws(ArchiveError) -> FileDescriptor {
        let directory = temporaryDirectory
        var name = Array(directory.appending("mtatrail-XXXXXX").string.utf8CString)
        let descriptor = unsafe name.withUnsafeMutableBufferPointer { name in
            let descriptor = unsafe mkstemp(name.baseAddress!)
            if descriptor >= 0 { unsafe unlink(name.baseAddress!) }
            return descriptor
        }
        guard descriptor >= 0 else {
            throw ArchiveError(
                "cannot make a temporary file", path: directory, cause: .system(Errno(rawValue: errno)),
                remedy: "set TMPDIR to a directory with room")
        }
        return FileDescriptor(rawValue: descriptor)
    }
}

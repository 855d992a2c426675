import Glibc
import SystemPackage

extension ArchiveFile {
    /// The offset in the file of the first byte that is not in a hole, as far as the file system tells: the file's size
    /// where all of it is one, 0 where nothing is known. Bytes before it read as NULs. One system call, and an open.
    public var firstDataOffset: UInt64 {
        guard let descriptor = try? ArchiveFile.open(path) else { return 0 }
        defer { try? descriptor.close() }
        // Another file may have come into its place.
        guard let now = try? FileStatus(of: descriptor, path: path), now == status else { return 0 }
        let offset = lseek(descriptor.rawValue, 0, ArchiveFile.seekData)
        if offset < 0 { return errno == ENXIO ? status.size : 0 }
        return UInt64(offset)
    }

    /// SEEK_DATA of Linux, which Glibc's module leaves out.
    private static var seekData: Int32 { 3 }
}

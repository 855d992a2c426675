import Glibc
public import SystemPackage

extension FilePath {
    /// Makes `bytes` the content of the file, all of them or none: a file that was there stays as it was until all is
    /// written, and gives the new one its mode and owners. A new file can be read by its owner and group, less the umask.
    ///
    /// Symbolic links are followed. What is no regular file (a pipe, a terminal), or is another process's or this one's open
    /// file under /proc, is written straight to; so is a file in a directory that this user may not write to.
    public func replaceContent(with bytes: Span<UInt8>) throws(ArchiveError) {
        guard let target = linkTarget else { return try writeStraight(bytes) }
        switch Presence(of: target) {
        case .absent: try target.publish(bytes, replacing: nil)
        case .there(let status) where status.kind == .regular:
            do throws(ArchiveError) {
                try target.publish(bytes, replacing: try FileAttributes(at: target))
            } catch  where error.cause == .system(.permissionDenied) {
                try target.writeStraight(bytes)
            }
        case .there: try writeStraight(bytes)
        case .unknown(let error): throw error
        }
    }

    private func publish(_ bytes: Span<UInt8>, replacing old: FileAttributes?) throws(ArchiveError) {
        var file = try NewFile(for: self, .page, permissions: [.ownerReadWrite, .groupRead])
        try file.write(bytes)
        if let old { try file.setAttributes(old, of: self, keepingTimes: false) }
        try file.flush()
        try file.publish(replacing: old?.status)
    }

    private func writeStraight(_ bytes: Span<UInt8>) throws(ArchiveError) {
        do {
            let file = try FileDescriptor.open(self, .writeOnly, options: [.truncate, .closeOnExec])
            try file.closeAfter { _ = try unsafe bytes.withUnsafeBytes { try unsafe file.writeAll($0) } }
        } catch {
            throw ArchiveError("cannot write", path: self, cause: .system(error as? Errno ?? .ioError))
        }
    }

    /// Where symbolic links lead, whether there is something or not; nil where they lead by way of /proc, whose links are
    /// open files and not names, or on without end.
    private var linkTarget: FilePath? {
        var path = self
        // As many as Linux follows (path_resolution(7)).
        for _ in 0..<40 {
            guard let link = path.linkContent else { return path }
            if path.starts(with: "/proc") || path.starts(with: "/dev/fd") { return nil }
            path = path.removingLastComponent().pushing(link)
        }
        return nil
    }

    private var linkContent: FilePath? {
        let size = Int(PATH_MAX)
        let bytes = unsafe withPlatformString { path in
            unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                count = unsafe buffer.withMemoryRebound(to: CChar.self) { buffer in
                    unsafe max(0, readlink(path, buffer.baseAddress!, size))
                }
            }
        }
        return bytes.isEmpty ? nil : FilePath(bytes: bytes)
    }
}

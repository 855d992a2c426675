public import SystemPackage

/// An archive's decoded bytes from front to back: those of a file, or those that come in by a descriptor.
public struct ArchiveInput: ~Copyable {
    // One of the two is there.
    private var decoder: StreamDecoder?
    private var plain: FileDescriptor?
    /// Closed at the end.
    private var owned: FileDescriptor?
    /// What was read of a descriptor to tell the codec.
    private var head: [UInt8] = []
    private let path: FilePath

    /// Enough to tell a codec.
    private static let headLength = 16

    /// Opens the file at `path`. What is compressed is mapped; plain text is read, so that it costs no address space.
    ///
    /// Throws when it cannot be opened, is not a regular file, or when a library is out of memory.
    public init(at path: FilePath) throws(ArchiveError) {
        let descriptor = try ArchiveFile.open(path)
        do throws(ArchiveError) {
            guard try FileStatus(of: descriptor, path: path).kind == .regular else {
                throw ArchiveError("is not a regular file", path: path)
            }
            try self.init(from: descriptor, called: path)
        } catch {
            try? descriptor.close()
            throw error
        }
        owned = descriptor
    }

    /// Reads what comes in by `descriptor`, which stays open: a file, a pipe, a terminal.
    ///
    /// Plain text passes through, however much it is. What is compressed is mapped where it is a file, else copied to a
    /// temporary one first (in `$TMPDIR`, else `/var/tmp`). `path` is what messages call it. Waits for the first bytes.
    public init(from descriptor: FileDescriptor, called path: FilePath) throws(ArchiveError) {
        self.path = path
        head = try ArchiveInput.head(of: descriptor, path)
        guard !Codec(detecting: head.span).isReadInPlace else {
            plain = descriptor
            return
        }
        let isWholeFile =
            try FileStatus(of: descriptor, path: path).kind == .regular
            && (try? descriptor.seek(offset: 0, from: .current)) == Int64(head.count)
        let file =
            isWholeFile
            ? try ArchiveFile(descriptor, path: path)
            : try ArchiveFile(copying: head, andRestOf: descriptor, path: path)
        file.advise(.sequential)
        decoder = try StreamDecoder(file)
    }

    deinit {
        try? owned?.close()
    }

    private static func head(of descriptor: FileDescriptor, _ path: FilePath) throws(ArchiveError) -> [UInt8] {
        var head: [UInt8] = []
        while head.count < headLength {
            guard try descriptor.read(headLength - head.count, of: path, appendingTo: &head) > 0 else { break }
        }
        return head
    }

    /// Appends at most `count` decoded bytes to `output`, as many as there are.
    ///
    /// Gives `.end` with or after the last of them, `.torn` where the rest cannot be decoded.
    public mutating func read(
        _ count: Int, appendingTo output: inout [UInt8]
    ) throws(ArchiveError) -> DecodeStatus {
        if let status = try decoder?.decode(count, appendingTo: &output) { return status }
        guard let plain else { return .end }
        let wanted = output.count + count
        output += head
        head = []
        while output.count < wanted {
            guard try plain.read(wanted - output.count, of: path, appendingTo: &output) > 0 else {
                return .end
            }
        }
        return .more
    }
}

extension FileDescriptor {
    /// Reads at most `count` bytes; gives how many, 0 at the end.
    func read(_ count: Int, of path: FilePath, appendingTo bytes: inout [UInt8]) throws(ArchiveError) -> Int {
        do throws(Errno) {
            return try read(count, appendingTo: &bytes)
        } catch {
            throw ArchiveError("cannot read", path: path, cause: .system(error))
        }
    }
}

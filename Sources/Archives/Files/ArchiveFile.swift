import Glibc
public import SystemPackage

/// One location of an archive, opened and mapped: the bytes as stored, and how they are coded.
///
/// Instances are immutable and may be shared by any number of decoders in any number of threads.
public final class ArchiveFile: Sendable {
    /// Where the file was opened.
    public let path: FilePath
    /// The status of the file that was opened, taken from its descriptor.
    public let status: FileStatus
    /// How the bytes are coded, told from the first of them.
    public let codec: Codec
    /// The longest window that a decoder of the file may keep, in bytes; what needs a longer one is a tear of the kind
    /// `.unsupported`.
    public let windowLimit: Int
    private let mapping: MappedFile

    /// What zstd takes without being asked, 128 MiB: files compressed with `--long`, and at its highest levels.
    public static let usualWindowLimit = 128 << 20
    /// The longest window that zstd can decode with, 2 GiB: of files compressed with `--long=31`.
    public static let greatestWindowLimit = 2 << 30

    /// Opens and maps the file at `path`, following symbolic links; `pattern` is how its bytes will be read.
    ///
    /// Throws when it cannot be opened, is not a regular file, or cannot be mapped.
    public convenience init(
        at path: FilePath, toBeRead pattern: AccessPattern? = nil, windowLimit: Int = ArchiveFile.usualWindowLimit
    ) throws(ArchiveError) {
        let descriptor = try Self.open(path)
        defer { try? descriptor.close() }
        try self.init(descriptor, path: path, toBeRead: pattern, windowLimit: windowLimit)
    }

    /// Maps an open file, whose descriptor may then be closed; `path` is what messages call it.
    init(
        _ descriptor: FileDescriptor, path: FilePath, toBeRead pattern: AccessPattern? = nil,
        windowLimit: Int = ArchiveFile.usualWindowLimit
    ) throws(ArchiveError) {
        self.windowLimit = min(windowLimit, ArchiveFile.greatestWindowLimit)
        let status = try FileStatus(of: descriptor, path: path)
        guard status.kind == .regular else {
            throw ArchiveError("is not a regular file", path: path)
        }
        self.path = path
        self.status = status
        let mapping = try MappedFile(descriptor, count: Int(status.size), path: path)
        // Before the first byte is read, for the system may read megabytes around it.
        if let pattern { mapping.advise(pattern, 0..<mapping.count) }
        codec = Self.codec(of: mapping)
        self.mapping = mapping
    }

    /// The bytes of the file as stored: compressed, or for `.plain` the decoded ones.
    public var bytes: Span<UInt8> {
        @_lifetime(borrow self)
        get { unsafe _overrideLifetime(Span(_unsafeBytes: mapping.buffer), borrowing: self) }
    }

    /// Whether `bytes` are the decoded ones.
    public var isReadInPlace: Bool { codec.isReadInPlace }

    /// Whether the file was seen to shrink since it was opened: bytes read of it may be zeros that it never held.
    ///
    /// Ask after reading, and drop what was read when it is true. One status call.
    public var hasShrunk: Bool {
        if mapping.hasFaulted { return true }
        // The rest of the last page reads as zeros without a fault. A file that was moved away keeps its content.
        guard let now = try? FileStatus(at: path), now.inode == status.inode, now.device == status.device else {
            return false
        }
        return now.size < status.size
    }

    /// Tells the system how the stored bytes in `range` (all of them when nil) will be read; a hint, never an error.
    public func advise(_ pattern: AccessPattern, _ range: Range<Int>? = nil) {
        mapping.advise(pattern, range ?? 0..<mapping.count)
    }

    private static func codec(of mapping: borrowing MappedFile) -> Codec {
        Codec(detecting: mapping.bytes)
    }

    /// Opens a file for reading.
    static func open(_ path: FilePath) throws(ArchiveError) -> FileDescriptor {
        do {
            // Without nonBlocking, opening a named pipe would wait for a writer.
            return try FileDescriptor.open(path, .readOnly, options: [.nonBlocking, .closeOnExec])
        } catch {
            throw ArchiveError("cannot open", path: path, cause: (error as? Errno).map { .system($0) })
        }
    }
}

// MARK: Holes

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

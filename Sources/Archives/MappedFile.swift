import Glibc
import SystemPackage

/// The owner of a read-only, shared mapping of a whole file; unmaps it when it goes.
///
/// The pages belong to the page cache, so a mapping costs address space and no memory of its own. A file that
/// shrinks while it is mapped ends the process with SIGBUS when the lost part is read: archives are not truncated
/// in place by rotation, and a growing file is harmless.
struct MappedFile: ~Copyable, Sendable {
    /// The address is kept as an integer: it is only turned into a span by `bytes`, which bounds its lifetime.
    private let address: UInt
    /// The mapped size, in bytes.
    let count: Int

    /// Maps the first `count` bytes of an open file; an empty file needs no mapping and gets none.
    ///
    /// The descriptor may be closed afterwards. Throws when the system refuses the mapping.
    init(_ descriptor: FileDescriptor, count: Int, path: FilePath) throws(ArchiveError) {
        self.count = count
        guard count > 0 else {
            address = 0
            return
        }
        let mapping = unsafe mmap(nil, count, PROT_READ, MAP_SHARED, descriptor.rawValue, 0)
        guard let mapping = unsafe mapping, unsafe mapping != MAP_FAILED else {
            throw ArchiveError("cannot map the file into memory", path: path, cause: .system(Errno(rawValue: errno)))
        }
        address = UInt(bitPattern: mapping)
    }

    deinit {
        if count > 0 { unsafe munmap(UnsafeMutableRawPointer(bitPattern: address), count) }
    }

    /// The bytes of the file, empty for an empty file; valid as long as the mapping is.
    var bytes: Span<UInt8> {
        @_lifetime(borrow self)
        get { unsafe _overrideLifetime(Span(_unsafeBytes: buffer), borrowing: self) }
    }

    /// The same bytes for an owner of the mapping that bounds their lifetime by its own.
    @unsafe var buffer: UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count)
    }

    /// Tells the system how the bytes in `range` will be used; a hint that may be ignored, so it cannot fail.
    func advise(_ pattern: AccessPattern, _ range: Range<Int>) {
        let range = range.clamped(to: 0..<count)
        guard !range.isEmpty else { return }
        let advice =
            switch pattern {
            case .sequential: MADV_SEQUENTIAL
            case .random: MADV_RANDOM
            case .willNeed: MADV_WILLNEED
            case .dontNeed: MADV_DONTNEED
            }
        // madvise wants the start of a page; the mapping itself starts at one.
        let start = range.lowerBound / Int(getpagesize()) * Int(getpagesize())
        unsafe madvise(UnsafeMutableRawPointer(bitPattern: address + UInt(start)), range.upperBound - start, advice)
    }
}

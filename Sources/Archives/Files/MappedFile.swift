import CFaultGuard
import Glibc
import SystemPackage

/// The owner of a read-only, shared mapping of a whole file; unmaps it when it goes.
///
/// The pages belong to the page cache, so a mapping costs address space and no memory of its own. Where a file shrinks
/// while it is mapped, the lost part reads as zeros and `hasFaulted` says so; a growing file is harmless.
@safe struct MappedFile: ~Copyable, @unchecked Sendable {
    /// The address is kept as an integer: it is only turned into a span by `bytes`, which bounds its lifetime.
    private let address: UInt
    /// The mapped size, in bytes.
    let count: Int
    /// nil for an empty file.
    private let guardian: OpaquePointer?

    /// Maps the first `count` bytes of an open file; an empty file needs no mapping and gets none.
    ///
    /// The descriptor may be closed afterwards. Throws when the system refuses the mapping.
    init(_ descriptor: FileDescriptor, count: Int, path: FilePath) throws(ArchiveError) {
        self.count = count
        guard count > 0 else {
            address = 0
            unsafe guardian = nil
            return
        }
        let mapping = unsafe mmap(nil, count, PROT_READ, MAP_SHARED, descriptor.rawValue, 0)
        guard let mapping = unsafe mapping, unsafe mapping != MAP_FAILED else {
            throw ArchiveError("cannot map the file into memory", path: path, cause: .system(Errno(rawValue: errno)))
        }
        guard let guardian = unsafe cfaultguard_add(UInt(bitPattern: mapping), UInt(count)) else {
            unsafe munmap(mapping, count)
            throw ArchiveError.outOfMemory(for: "the guard of mapped files")
        }
        address = UInt(bitPattern: mapping)
        unsafe self.guardian = guardian
    }

    deinit {
        guard let guardian = unsafe guardian else { return }
        unsafe cfaultguard_remove(guardian)
        unsafe munmap(UnsafeMutableRawPointer(bitPattern: address), count)
    }

    /// Whether a part was read that the file has lost: zeros were read in its place.
    var hasFaulted: Bool { unsafe guardian.map { unsafe cfaultguard_has_faulted($0) } ?? false }

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

import CFileSystem
import Glibc
import SystemPackage

/// The extended attributes of a file, access control lists among them (xattr(7)).
struct ExtendedAttributes {
    private let values: [(name: [UInt8], value: [UInt8])]

    /// The most that Linux takes for all names of a file together, and for a value, in bytes (limits.h, XATTR_LIST_MAX and
    /// XATTR_SIZE_MAX).
    private static let most = 64 << 10
    private static let accessList = Array("system.posix_acl_access".utf8)
    /// What the kernel made of the content to prove it: it fits no other content.
    private static let proofs = ["security.ima", "security.evm"].map { Array($0.utf8) }

    /// Those of the file at `path`, as far as this user may list them; symbolic links are not followed. Throws when one that
    /// is listed cannot be read.
    init(of path: FilePath) throws(ArchiveError) {
        var values: [(name: [UInt8], value: [UInt8])] = []
        for name in try ExtendedAttributes.names(of: path) where !ExtendedAttributes.proofs.contains(name) {
            let (value, error) = unsafe ExtendedAttributes.read { buffer in
                unsafe path.withPlatformString { path in
                    unsafe ExtendedAttributes.with(name) {
                        unsafe lgetxattr(path, $0, buffer.baseAddress, buffer.count)
                    }
                }
            }
            // Somebody removed it meanwhile.
            if error == ENODATA { continue }
            guard let value else { throw failure("cannot read", name, path, error) }
            values.append((name, value))
        }
        self.values = values
    }

    /// Gives all of them to an open file, which is left with no other access control list than theirs. Whoever may do less
    /// with it before can do no more after it: the list comes before the mode.
    ///
    /// Throws when one of them cannot be given.
    func apply(to descriptor: FileDescriptor, path: FilePath) throws(ArchiveError) {
        for (name, value) in values where ExtendedAttributes.value(of: name, descriptor) != value {
            let error = unsafe ExtendedAttributes.with(name) { name in
                unsafe value.withUnsafeBytes { value in
                    unsafe fsetxattr(descriptor.rawValue, name, value.baseAddress, value.count, 0) == 0 ? 0 : errno
                }
            }
            guard error == 0 else { throw failure("cannot keep", name, path, error) }
        }
        // The directory may give one to each new file.
        let name = ExtendedAttributes.accessList
        guard !hasAccessList, ExtendedAttributes.value(of: name, descriptor) != nil else { return }
        let error = unsafe ExtendedAttributes.with(name) { name in
            unsafe fremovexattr(descriptor.rawValue, name) == 0 ? 0 : errno
        }
        guard error == 0 else { throw failure("cannot remove", name, path, error) }
    }

    /// Whether others than owner, group and everybody are given permissions.
    var hasAccessList: Bool { values.contains { $0.name == ExtendedAttributes.accessList } }

    private static func names(of path: FilePath) throws(ArchiveError) -> [[UInt8]] {
        let (list, error) = unsafe read { buffer in
            unsafe path.withPlatformString { path in
                let names = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
                return unsafe llistxattr(path, names, buffer.count)
            }
        }
        if let list { return list.split(separator: 0).map(Array.init) }
        // The file system has none.
        if error == ENOTSUP || error == ENOSYS { return [] }
        throw ArchiveError("cannot list its extended attributes", path: path, cause: .system(Errno(rawValue: error)))
    }

    private static func value(of name: [UInt8], _ descriptor: FileDescriptor) -> [UInt8]? {
        let found = unsafe read { buffer in
            unsafe with(name) { unsafe fgetxattr(descriptor.rawValue, $0, buffer.baseAddress, buffer.count) }
        }
        return found.bytes
    }

    /// What a call writes to a buffer, of which it gives the size; else errno.
    private static func read(_ call: (UnsafeMutableRawBufferPointer) -> Int) -> (bytes: [UInt8]?, error: Int32) {
        var error: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            let size = unsafe call(UnsafeMutableRawBufferPointer(buffer))
            error = size < 0 ? errno : 0
            count = max(0, size)
        }
        return (error == 0 ? bytes : nil, error)
    }

    private static func with<Result>(_ name: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        unsafe FilePath(bytes: name).withPlatformString { unsafe body($0) }
    }
}

private func failure(_ what: String, _ name: [UInt8], _ path: FilePath, _ error: Int32) -> ArchiveError {
    ArchiveError(
        "\(what) the extended attribute \(String(decoding: name, as: UTF8.self))", path: path,
        cause: .system(Errno(rawValue: error)))
}

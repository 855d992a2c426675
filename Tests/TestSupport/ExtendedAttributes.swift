import CFileSystem
public import SystemPackage

/// Gives a file an extended attribute; false where the file system or the user's rights do not allow it.
public func setExtendedAttribute(_ name: String, _ value: [UInt8], of path: FilePath) -> Bool {
    unsafe path.withPlatformString { path in
        unsafe value.withUnsafeBytes { unsafe setxattr(path, name, $0.baseAddress, $0.count, 0) == 0 }
    }
}

/// The value of a file's extended attribute, of at most 1000 bytes; nil where it has none.
public func extendedAttribute(_ name: String, of path: FilePath) -> [UInt8]? {
    var size = 0
    let value = unsafe path.withPlatformString { path in
        unsafe [UInt8](unsafeUninitializedCapacity: 1000) { buffer, count in
            size = unsafe getxattr(path, name, buffer.baseAddress, buffer.count)
            count = max(0, size)
        }
    }
    return size < 0 ? nil : value
}

/// An access control list as Linux keeps it (posix_acl_xattr.h): a version, and an entry of eight bytes for the owner, a user,
/// the group, the mask and all others.
public func accessControlList(
    owner: UInt32, user: (id: UInt32, mode: UInt32), group: UInt32, mask: UInt32, others: UInt32
) -> [UInt8] {
    let nobody = UInt32.max
    let entries: [(tag: UInt32, mode: UInt32, id: UInt32)] = [
        (0x01, owner, nobody), (0x02, user.mode, user.id), (0x04, group, nobody), (0x10, mask, nobody),
        (0x20, others, nobody),
    ]
    return littleEndian(2, size: 4)
        + entries.flatMap { entry in
            littleEndian(entry.tag, size: 2) + littleEndian(entry.mode, size: 2) + littleEndian(entry.id, size: 4)
        }
}

import ByteScanning
import Glibc
import SystemPackage

/// The names of a directory as they are read, one behind the other in one piece of memory: a tree may have a hundred
/// thousand of them.
struct FoundNames {
    struct Name {
        /// Where it stands; a zero follows.
        let range: Range<Int>
        /// Whether it is a symbolic link; nil where the file system does not say.
        var isLink: Bool?
    }

    private var bytes: [UInt8] = []
    var names: [Name] = []

    /// Adds the next name of an open directory, unless that is `.` or `..`; false behind the last.
    mutating func addNext(in directory: OpaquePointer) throws(Errno) -> Bool {
        // Nil is the end, or an error; only errno tells them apart.
        errno = 0
        guard let entry = unsafe readdir(directory) else {
            if errno != 0 { throw Errno(rawValue: errno) }
            return false
        }
        let start = bytes.count
        unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
            let name = unsafe UnsafeRawPointer(tuple).assumingMemoryBound(to: UInt8.self)
            let count = unsafe strlen(UnsafeRawPointer(tuple).assumingMemoryBound(to: CChar.self))
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: name, count: count))
        }
        let range = start..<bytes.count
        if range.count <= 2, bytes[range].allSatisfy({ $0 == 0x2e }) {
            bytes.removeSubrange(range)
            return true
        }
        bytes.append(0)
        let type = unsafe Int(entry.pointee.d_type)
        names.append(Name(range: range, isLink: type == Int(DT_UNKNOWN) ? nil : type == Int(DT_LNK)))
        return true
    }

    /// The names in the order of their bytes, each with the status of its file.
    ///
    /// - Parameters:
    ///   - directory: for messages.
    ///   - descriptor: the directory's, so that its path need not be walked for each file.
    func entries(in directory: FilePath, _ descriptor: Int32) -> [DirectoryEntry] {
        sorted().map { entry($0, in: directory, descriptor) }
    }

    /// The names of a directory mostly begin alike. They are compared by the eight bytes behind that as one number, and
    /// byte by byte only where these are the same. O(n log n).
    private func sorted() -> [Name] {
        let common = commonLength
        var keyed = names.map { name in
            (key: key(name.range.lowerBound + common..<name.range.upperBound), name: name)
        }
        keyed.sort { left, right in
            guard left.key == right.key else { return left.key < right.key }
            return bytes[left.name.range].lexicographicallyPrecedes(bytes[right.name.range])
        }
        return keyed.map(\.name)
    }

    /// How many bytes all names begin with.
    private var commonLength: Int {
        guard let first = names.first?.range else { return 0 }
        var common = first.count
        for name in names {
            var count = 0
            // A zero ends each name, and stands in none.
            while count < common, bytes[first.lowerBound + count] == bytes[name.range.lowerBound + count] { count += 1 }
            common = count
        }
        return common
    }

    /// The first eight bytes of a range, the first of them the highest, as if zeros came behind it.
    private func key(_ range: Range<Int>) -> UInt64 {
        if range.count >= 8 { return bytes.span.word(at: range.lowerBound).byteSwapped }
        var key: UInt64 = 0
        for index in range { key = key << 8 | UInt64(bytes[index]) }
        return range.isEmpty ? 0 : key << UInt64(64 - 8 * range.count)
    }

    private func entry(_ name: Name, in directory: FilePath, _ descriptor: Int32) -> DirectoryEntry {
        let status = status(of: name, in: descriptor, flags: 0).map { FileStatus($0) }
        let isLink =
            name.isLink
            ?? ((try? self.status(of: name, in: descriptor, flags: AT_SYMLINK_NOFOLLOW).get())?.type == .symbolicLink)
        return DirectoryEntry(
            name: bytes[name.range], isSymbolicLink: isLink,
            status: status.mapError { errno in
                let path = directory.appending(name: bytes[name.range])
                return ArchiveError("cannot read the file's status", path: path, cause: .system(errno))
            })
    }

    private func status(of name: Name, in descriptor: Int32, flags: Int32) -> Result<Stat, Errno> {
        var status = CInterop.Stat()
        let error = unsafe bytes.withUnsafeBytes { bytes in
            let name = unsafe (bytes.baseAddress! + name.range.lowerBound).assumingMemoryBound(to: CChar.self)
            return unsafe fstatat(descriptor, name, &status, flags) == 0 ? 0 : errno
        }
        return error == 0 ? .success(Stat(rawValue: status)) : .failure(Errno(rawValue: error))
    }
}

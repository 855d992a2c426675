import Glibc
import SystemPackage

extension EnvironmentFiles {
    /// What the data file is, as far as its size and first pages tell.
    public enum DataState: Sendable {
        /// There is none.
        case missing
        /// It is empty, or its two first pages were never written whole: no transaction was ever committed in it, or
        /// all of it is lost.
        case blank
        /// It ends before its second page, and something was committed in it.
        case cutShort
        /// LMDB can open it, or will say why not.
        case present
    }

    /// Looks at the data file, before LMDB maps it.
    ///
    /// - Throws: `LMDBError` when the directory cannot be searched or the file not be read.
    public func dataState() throws(LMDBError) -> DataState {
        guard let entry = try entry(Environment.dataFile) else { return .missing }
        let pageSize = Int(getpagesize())
        guard entry.isFile, entry.size <= 2 * pageSize else { return .present }
        do throws(Errno) {
            let file = try open(Environment.dataFile, O_RDONLY)
            defer { try? file.close() }
            return DataHead(try file.bytes(upTo: 2 * pageSize), pageSize: pageSize).state
        } catch {
            throw LMDBError(operation: "open \(Environment.dataFile)", code: error.rawValue, path: directory)
        }
    }

    /// Removes a data file that is blank. Only for the one who is to write it, under a lock of its own.
    ///
    /// - Throws: `LMDBError` when the system refuses.
    public func removeBlankData() throws(LMDBError) {
        guard try dataState() == .blank else { return }
        guard unsafe unlinkat(descriptor.rawValue, Environment.dataFile, 0) == 0 else {
            throw LMDBError(operation: "remove \(Environment.dataFile)", code: errno, path: directory)
        }
    }
}

/// The two meta pages of LMDB's data format 1, or what there is of them. LMDB writes both at once when it makes a file.
private struct DataHead {
    let state: EnvironmentFiles.DataState

    private enum Page {
        /// Nothing but zeros, or nothing.
        case blank
        /// The page as it is in a new file, whole or cut.
        case new(isWhole: Bool)
        /// A whole page of a file in which something was committed.
        case used
        /// Something else.
        case foreign
    }

    init(_ bytes: [UInt8], pageSize: Int) {
        let pages = (0..<2).map { DataHead.page(bytes.dropFirst($0 * pageSize).prefix(pageSize)) }
        state =
            switch (pages[0], pages[1]) {
            case (.foreign, _), (_, .foreign): .present
            case (.used, _), (_, .used): bytes.count < 2 * pageSize ? .cutShort : .present
            case (.new(isWhole: true), .new(isWhole: true)): .present
            default: .blank
            }
    }

    /// After the page's number, its flags stand at 10, magic number and version at 16, the last transaction's number
    /// at 144.
    private static func page(_ page: ArraySlice<UInt8>) -> Page {
        guard page.contains(where: { $0 != 0 }) else { return .blank }
        let start = Array(page.dropFirst(10).prefix(14))
        let expected: [UInt8] = [0x08, 0, 0, 0, 0, 0, 0xde, 0xc0, 0xef, 0xbe, 1, 0, 0, 0]
        let isLittleEndian = UInt16(littleEndian: 1) == 1
        guard isLittleEndian, expected.starts(with: start) else { return .foreign }
        guard page.count >= metaLength else { return .new(isWhole: false) }
        return page.dropFirst(144).prefix(8).allSatisfy { $0 == 0 } ? .new(isWhole: true) : .used
    }

    private static let metaLength = 152
}

extension FileDescriptor {
    /// The first bytes of a file.
    fileprivate func bytes(upTo count: Int) throws(Errno) -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            while bytes.count < count {
                let part = try unsafe [UInt8](unsafeUninitializedCapacity: count - bytes.count) { (buffer, length) in
                    length = try unsafe read(
                        fromAbsoluteOffset: Int64(bytes.count), into: UnsafeMutableRawBufferPointer(buffer))
                }
                if part.isEmpty { break }
                bytes += part
            }
            return bytes
        } catch {
            throw error as? Errno ?? .ioError
        }
    }
}

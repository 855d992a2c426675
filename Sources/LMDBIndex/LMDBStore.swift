import Archives
public import IndexModel
public import SystemPackage

/// The store of one machine: a directory with an LMDB file, which one process at a time writes to.
public struct LMDBStore: IndexStore {
    private let path: FilePath

    /// The index in a directory, which need not be there yet.
    public init(_ directory: FilePath) {
        path = directory
    }

    public var place: [UInt8] { path.bytes }

    public var directory: FilePath? { path }

    public func reader() throws(IndexError) -> IndexReader {
        try IndexReader(path)
    }

    public func writer(waiting: Bool, onWait: (Int32?) -> Void) throws(IndexError) -> IndexWriter {
        try IndexWriter(path, waiting: waiting, onWait: onWait)
    }
}

public import SystemPackage

/// An index in a store of one kind, and where it is.
///
/// Indexing, Tracing and whatever else asks an index are generic over the store; only the program names one. What is true
/// of one store is true of each: `StoreContract` in the tests is run on all of them.
public protocol IndexStore: Sendable {
    associatedtype Reader: IndexReading & ~Copyable
    associatedtype Writer: IndexWriting & ~Copyable where Writer.Snapshot == Reader.Snapshot

    /// Where the index is, for messages: the bytes of a directory's path, or a URL without its password.
    var place: [UInt8] { get }

    /// The directory of this machine that holds the store's own files, which are no logs; nil where there is none.
    var directory: FilePath? { get }

    /// Opens the index for reading. Never waits for a writer, never holds one up.
    ///
    /// - Throws: `IndexError`: missing, foreign, damaged, refused.
    func reader() throws(IndexError) -> Reader

    /// Opens the index for writing, and makes it where there is none.
    ///
    /// - Parameters:
    ///   - waiting: whether to wait for another writer where the store has one at a time; otherwise that is an error.
    ///   - onWait: called once before waiting, with the number of the other writer's process where that is known.
    /// - Throws: `IndexError`: foreign, damaged, unsuitable, refused.
    func writer(waiting: Bool, onWait: (Int32?) -> Void) throws(IndexError) -> Writer
}

/// An index opened for reading; several threads may take snapshots of it.
public protocol IndexReading: ~Copyable, Sendable {
    associatedtype Snapshot: IndexSnapshot & ~Copyable

    /// The index as it is now: what is published later is not seen in it.
    ///
    /// - Throws: `IndexError` where the index cannot be read.
    func snapshot() throws(IndexError) -> Snapshot

    /// What the index takes of the disk.
    ///
    /// - Throws: `IndexError` where the index cannot be read.
    func storage() throws(IndexError) -> IndexStorage
}

/// What an index takes of a disk.
public struct IndexStorage: Sendable, Equatable {
    /// All of it, in bytes.
    public var bytes: Int
    /// Those bytes of it that are free for what comes.
    public var freeBytes: Int
    /// The sorted sets of postings that a question has to ask.
    public var runs: Int

    public init(bytes: Int, freeBytes: Int, runs: Int) {
        self.bytes = bytes
        self.freeBytes = freeBytes
        self.runs = runs
    }
}

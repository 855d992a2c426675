public import IndexModel
import Synchronization
public import SystemPackage

/// A second store, as plain as can be: what is asked of it shows what a store must do, and what holds for the others must
/// hold for it. It keeps fewer bits of a hash than they do, and every granule of every key.
public final class MemoryIndex: IndexStore {
    /// What is published, and what was given away.
    struct State: Sendable {
        var contents: MemoryContents?
        var nextNumber: UInt64 = 1
    }

    let state = Mutex(State())

    public init() {}

    public var place: [UInt8] { Array("memory".utf8) }

    public var directory: FilePath? { nil }

    public func reader() throws(IndexError) -> MemoryReader {
        guard state.withLock({ $0.contents != nil }) else {
            throw IndexError(.missing, "there is no index here", remedy: .makeOrName, place: place)
        }
        return MemoryReader(index: self)
    }

    public func writer(waiting: Bool, onWait: (Int32?) -> Void) throws(IndexError) -> MemoryWriter {
        state.withLock { if $0.contents == nil { $0.contents = MemoryContents() } }
        return MemoryWriter(index: self)
    }

    /// What was published last.
    func contents() -> MemoryContents { state.withLock { $0.contents ?? MemoryContents() } }
}

/// A `MemoryIndex` opened for reading.
public struct MemoryReader: IndexReading, ~Copyable {
    let index: MemoryIndex

    public func snapshot() throws(IndexError) -> MemorySnapshot {
        MemorySnapshot(index.contents())
    }

    public func storage() throws(IndexError) -> IndexStorage {
        index.contents().storage
    }
}

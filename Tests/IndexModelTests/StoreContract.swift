import IndexModel
import LMDBIndex
import SystemPackage
import TestSupport

/// Something that must hold for every store.
protocol StoreContract {
    /// - Parameter seed: what makes one trial another.
    static func check<Store: IndexStore>(_ store: Store, seed: UInt64) throws
}

/// The stores that contracts are checked on.
enum TestedStore: CaseIterable {
    case lmdb, memory

    /// Checks a contract on a store that holds nothing yet.
    func check<Contract: StoreContract>(_ contract: Contract.Type, seed: UInt64) throws {
        switch self {
        case .lmdb: try withQuickDirectory { try contract.check(LMDBStore($0.appending("ix")), seed: seed) }
        case .memory: try contract.check(MemoryIndex(), seed: seed)
        }
    }
}

extension IndexStore {
    /// Opens it for writing, without another writer to wait for.
    func writer() throws(IndexError) -> Writer {
        try writer(waiting: false, onWait: { _ in })
    }
}

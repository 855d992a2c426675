public import IndexModel

/// Forgets archives: takes them out of the catalog, and their postings out of the index. Holds the index from the moment
/// at which it says what it would forget.
public struct Pruner<Store: IndexStore>: ~Copyable {
    /// What is to be forgotten.
    public let plan: PrunePlan
    private var writer: Store.Writer

    /// Opens the index and looks what is to be forgotten.
    ///
    /// - Parameters:
    ///   - rule: nil forgets nothing.
    ///   - waiting: whether to wait for another writer; otherwise it is an error.
    ///   - onWait: called once when another writer must be waited for, with the number of its process where known.
    /// - Throws: `IndexError` where there is no index or it cannot be read or written.
    public init(
        _ store: Store, _ rule: PrunePlan.Rule?, waiting: Bool = true, onWait: (Int32?) -> Void = { _ in }
    ) throws(IndexError) {
        // An index that is not there is not to be made.
        _ = try store.reader()
        let writer = try store.writer(waiting: waiting, onWait: onWait)
        let catalog = try writer.snapshot().archives()
        self.plan = PrunePlan(catalog, rule)
        self.writer = writer
    }

    /// Forgets what is planned. Killed at any moment it leaves an index that answers for what is in its catalog; whatever
    /// else was to be done is done by the next run.
    ///
    /// - Parameter compacting: whether to write the index's file anew, smaller.
    /// - Throws: `IndexError`: a run that is damaged, a disk that is full.
    public consuming func run(compacting: Bool = false) throws(IndexError) -> PruneReport {
        let before = try writer.storage()
        try writer.forget(plan.forgotten.map(\.id))
        let after = compacting ? try writer.compact() : try writer.storage()
        return PruneReport(before: before, after: after)
    }
}

/// What a run of `Pruner` did to the index.
public struct PruneReport: Sendable, Equatable {
    /// What the index took of the disk.
    public let before: IndexStorage
    /// What it takes now.
    public let after: IndexStorage
}

public import LogIndex
public import SystemPackage

/// Forgets archives: takes them out of the catalog, and their postings out of the index. Holds the index from the moment
/// at which it says what it would forget.
public struct Pruner: ~Copyable {
    /// What a run did to the index.
    public struct Report: Sendable, Equatable {
        /// The bytes that the index took on disk.
        public var bytesBefore = 0
        /// The bytes that it takes now.
        public var bytesAfter = 0
        /// Those of them that are free for what comes.
        public var freeBytes = 0
    }

    /// What is to be forgotten.
    public let plan: PrunePlan
    private var writer: IndexWriter

    /// Opens the index and looks what is to be forgotten.
    ///
    /// - Parameters:
    ///   - rule: nil forgets nothing.
    ///   - waiting: whether to wait for another writer; otherwise it is an error.
    ///   - onWait: called once when another writer must be waited for, with the number of its process where known.
    /// - Throws: `IndexError` where there is no index or it cannot be read or written.
    public init(
        _ directory: FilePath, _ rule: PrunePlan.Rule?, waiting: Bool = true, onWait: (Int32?) -> Void = { _ in }
    ) throws(IndexError) {
        // An index that is not there is not to be made.
        _ = try IndexReader(directory)
        let writer = try IndexWriter(directory, waiting: waiting, onWait: onWait)
        let catalog = try writer.snapshot().archives()
        self.plan = PrunePlan(catalog, rule)
        self.writer = writer
    }

    /// Forgets what is planned. Killed at any moment it leaves an index that answers for what is in its catalog; whatever
    /// else was to be done is done by the next run.
    ///
    /// - Parameter compacting: whether to write the index's file anew, smaller.
    /// - Throws: `IndexError`: a run that is damaged, a disk that is full.
    public consuming func run(compacting: Bool = false) throws(IndexError) -> Report {
        var report = Report()
        report.bytesBefore = try writer.byteCount()
        try writer.forget(plan.forgotten.map(\.id))
        report.bytesAfter = try writer.byteCount()
        report.freeBytes = report.bytesAfter - (try writer.snapshot().dataBytes())
        guard compacting else { return report }
        report.bytesAfter = try writer.compact()
        report.freeBytes = 0
        return report
    }
}

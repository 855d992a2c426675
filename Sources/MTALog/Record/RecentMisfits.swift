import ByteScanning

/// The records that did not fit a layout lately, kept until it is clear whether the layout has changed. Bounded.
struct RecentMisfits: Sendable {
    private(set) var text: [UInt8] = []
    private(set) var records: [Range<Int>] = []
    /// Rises with each misfit, falls with each record that fits.
    private var doubt = 0

    private static let misfitDoubt = 4
    private static let enoughDoubt = 64
    private static let mostBytes = 1 << 16

    /// A record fitted.
    mutating func fits() {
        guard doubt > 0 else { return }
        doubt -= 1
        if doubt == 0 { forget() }
    }

    /// Keeps a record that did not fit; true when there are so many that the layout must have changed.
    mutating func add(_ source: Span<UInt8>, _ record: Range<Int>) -> Bool {
        doubt += RecentMisfits.misfitDoubt
        if text.count + record.count <= RecentMisfits.mostBytes {
            records.append(text.count..<text.count + record.count)
            text.append(source, record)
        }
        return doubt >= RecentMisfits.enoughDoubt && !records.isEmpty
    }

    mutating func forget() {
        doubt = 0
        text.removeAll(keepingCapacity: true)
        records.removeAll(keepingCapacity: true)
    }
}

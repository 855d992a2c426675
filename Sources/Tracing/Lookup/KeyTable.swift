import ByteScanning
import IndexModel
import MTALog

/// The keys that one search looks for: whether a record's key is one of them, and whether the index can tell it from
/// them. O(1) for a few keys, which are compared one by one; O(log keys) for more, which are found by their hashes.
struct KeyTable {
    struct Entry {
        let kind: KeyKind
        let bytes: [UInt8]
        let hash: UInt64
        /// Whether records that hold it are looked for; false where it only leads to their granules.
        let isWanted: Bool

        var family: KeyFamily { KeyFamily(number: kind.rawValue) }
    }

    private(set) var entries: [Entry] = []
    /// The places of the entries, by their hashes; empty where there are few.
    private var byHash: [Int] = []
    let hasher: KeyHasher
    /// What the index can tell apart.
    private let precision: HashPrecision
    /// How many keys were compared with how many others: the work done.
    private(set) var comparisons = 0

    /// So many are compared one by one: to hash a record's key takes as long.
    static let few = 8

    init(_ hasher: KeyHasher, _ precision: HashPrecision) {
        self.hasher = hasher
        self.precision = precision
    }

    var hasQueueFiles: Bool { entries.contains { $0.kind == .queueFile } }

    /// Adds keys, and sorts. O(n log n).
    mutating func add(_ keys: some Sequence<(kind: KeyKind, bytes: [UInt8])>, areWanted: Bool) {
        for key in keys {
            entries.append(
                Entry(kind: key.kind, bytes: key.bytes, hash: hasher.hash(key.bytes.span), isWanted: areWanted))
        }
        byHash = []
        guard entries.count > KeyTable.few else { return }
        byHash = entries.indices.sorted { (entries[$0].hash, $0) < (entries[$1].hash, $1) }
    }

    /// The entry that is this key, byte for byte; a wanted one before others.
    mutating func place(of key: Span<UInt8>, _ kind: KeyKind) -> Int? {
        guard byHash.isEmpty else {
            let hash = hasher.hash(key)
            let entries = entries
            var found: Int?
            forEachPlace(sharing: hash) { place in
                let isSame = entries[place].hash == hash && entries[place].isSame(key, kind)
                if isSame, found == nil || entries[place].isWanted { found = place }
            }
            return found
        }
        comparisons += entries.count
        return entries.firstIndex { $0.isSame(key, kind) }
    }

    /// Calls `body` with each entry that the index takes for the same as a key with this hash.
    mutating func forEachPlace(sharing hash: UInt64, _ body: (Int) -> Void) {
        guard !byHash.isEmpty else {
            comparisons += entries.count
            for place in entries.indices where precision.sharesPostings(entries[place].hash, hash) { body(place) }
            return
        }
        // Those that share the upper bits of the hash stand side by side.
        var (low, high) = (0, byHash.count)
        while low < high {
            let middle = (low + high) / 2
            comparisons += 1
            let other = entries[byHash[middle]].hash
            if other < hash, !precision.sharesPostings(other, hash) { low = middle + 1 } else { high = middle }
        }
        while low < byHash.count, precision.sharesPostings(entries[byHash[low]].hash, hash) {
            comparisons += 1
            body(byHash[low])
            low += 1
        }
    }
}

extension KeyTable.Entry {
    @inline(__always)
    fileprivate func isSame(_ key: Span<UInt8>, _ kind: KeyKind) -> Bool {
        guard self.kind == kind, bytes.count == key.count else { return false }
        for index in key.indices where bytes[index] != key[index] { return false }
        return true
    }
}

/// A table in an array, in the order of its keys: for the few entries that one lookup needs, in place of a dictionary, of
/// which the first of its type makes Swift look for conformances in the whole program.
///
/// The type itself asks nothing of its keys, for that would be looked for too.
struct SortedTable<Key, Value> {
    private(set) var entries: [(key: Key, value: Value)] = []
}

extension SortedTable where Key: Comparable {
    /// The value under a key. O(log n), to change it; O(n) to add or remove one.
    subscript(key: Key) -> Value? {
        get {
            let place = place(of: key)
            return holds(key, at: place) ? entries[place].value : nil
        }
        set {
            let place = place(of: key)
            switch (newValue, holds(key, at: place)) {
            case (let value?, true): entries[place].value = value
            case (let value?, false): entries.insert((key, value), at: place)
            case (nil, true): entries.remove(at: place)
            case (nil, false): break
            }
        }
    }

    /// Where the key stands, or would.
    private func place(of key: Key) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func holds(_ key: Key, at place: Int) -> Bool {
        place < entries.count && entries[place].key == key
    }
}

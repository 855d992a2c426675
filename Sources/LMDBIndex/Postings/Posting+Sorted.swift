import IndexModel

extension [Posting] {
    /// Keeps one of postings that are equal and stand side by side. O(n).
    mutating func removeAdjacentDuplicates() {
        guard var last = first else { return }
        var kept = 1
        for index in 1..<count where self[index] != last {
            last = self[index]
            self[kept] = last
            kept += 1
        }
        removeLast(count - kept)
    }
}

import Archives
import IndexModel

/// The leaves of a stretch of a plain file, which threads hash in any order, put in a chain.
struct LeafCollector: Sendable {
    /// The stretch, in bytes of the file; leaves are counted from its beginning.
    let range: Range<Int>
    /// As far as the leaves have come in their order.
    private(set) var content: HashedContent
    /// Leaves that came before their turn.
    private var early: [Int: Fingerprint] = [:]

    /// One leaf, by its number.
    struct Leaf: Sendable {
        let number: Int
        let digest: Fingerprint
    }

    private static let noRest: Fingerprint = {
        let nothing: [UInt8] = []
        return Fingerprint(of: nothing.span)
    }()

    /// - Parameters:
    ///   - known: what is known already; nil for nothing.
    init(_ range: Range<Int>, continuing known: HashedContent? = nil) {
        self.range = range
        content = known ?? HashedContent(leaves: LeafChain(), rest: LeafCollector.noRest)
    }

    mutating func add(_ leaves: [Leaf]) {
        for leaf in leaves { early[leaf.number] = leaf.digest }
        while let digest = early.removeValue(forKey: content.leaves.count) {
            if digest.length == UInt64(LeafChain.leafLength) {
                content.leaves.append(digest)
                content.rest = LeafCollector.noRest
            } else {
                content.rest = digest
            }
        }
    }

    /// Where the leaves of a stretch begin, and which of them are known before.
    var grid: Grid { Grid(range: range, first: content.leaves.count) }

    struct Grid: Sendable {
        let range: Range<Int>
        let first: Int

        /// Hashes the leaves that begin in `starts`; with `isFirst` also one that begins before it.
        func leaves(of text: Span<UInt8>, beginningIn starts: Range<Int>, isFirst: Bool) -> [Leaf] {
            let length = LeafChain.leafLength
            var number = first
            if !isFirst { number = max(number, (starts.lowerBound - range.lowerBound + length - 1) / length) }
            var leaves: [Leaf] = []
            while true {
                let start = range.lowerBound + number * length
                guard start < starts.upperBound, start < range.upperBound else { return leaves }
                let end = min(start + length, range.upperBound)
                leaves.append(Leaf(number: number, digest: Fingerprint(of: text.extracting(start..<end))))
                number += 1
            }
        }
    }
}

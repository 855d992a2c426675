import Archives
import IndexModel

/// The leaves of a stretch of a plain file, which threads hash in any order, put in a chain.
struct LeafCollector: Sendable {
    /// The stretch, in bytes of the file; leaves are counted from its beginning.
    let range: Range<Int>
    private(set) var chain: LeafChain
    /// The digest behind the last whole leaf, of the end of the stretch.
    private(set) var rest: ContentPrint
    /// Leaves that came before their turn.
    private var early: [Int: Fingerprint] = [:]

    /// One leaf, by its number.
    struct Leaf: Sendable {
        let number: Int
        let print: Fingerprint
    }

    private static let noRest: ContentPrint = {
        let nothing: [UInt8] = []
        return ContentPrint(nothing.span)
    }()

    /// - Parameters:
    ///   - chain: the leaves that are known already.
    ///   - rest: the digest of what is known behind them.
    init(_ range: Range<Int>, continuing chain: LeafChain = LeafChain(), rest: ContentPrint? = nil) {
        self.range = range
        self.chain = chain
        self.rest = rest ?? LeafCollector.noRest
    }

    mutating func add(_ leaves: [Leaf]) {
        for leaf in leaves { early[leaf.number] = leaf.print }
        while let print = early.removeValue(forKey: chain.count) {
            if print.length == UInt64(LeafChain.leafLength) {
                chain.append(print)
                rest = LeafCollector.noRest
            } else {
                rest = ContentPrint(print)
            }
        }
    }

    /// Where the leaves of a stretch begin, and which of them are known before.
    var grid: Grid { Grid(range: range, first: chain.count) }

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
                leaves.append(Leaf(number: number, print: Fingerprint(of: text.extracting(start..<end))))
                number += 1
            }
        }
    }
}

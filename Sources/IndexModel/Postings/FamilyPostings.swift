/// The postings of one family in a `PostingBuffer`: plain ones, or linked ones where the family leads to another.
public struct FamilyPostings: Sendable {
    public let family: KeyFamily
    /// Whether its keys lead to keys of another family.
    public let isLinked: Bool
    /// Those of a family that leads to no other; granules count from the buffer's first one.
    public private(set) var unlinked: [Posting] = []
    /// Those of a family that leads to another.
    public private(set) var linked: [LinkedPosting] = []
    /// Where the partitions end; empty until it is sealed, and where there are no postings.
    public private(set) var partitionEnds: [UInt32] = []
    private var isSealed = false
    private var recentPlain: [Posting]
    private var recentLinked: [LinkedPosting]

    private static let recentSlots = 1024

    init(_ description: KeyFamilyDescription) {
        family = description.family
        isLinked = description.leadsTo != nil
        let none = Posting(word: .max)
        recentPlain = isLinked ? [] : Array(repeating: none, count: Self.recentSlots)
        recentLinked =
            isLinked ? Array(repeating: LinkedPosting(posting: none, target: 0), count: Self.recentSlots) : []
    }

    @inline(__always)
    mutating func add(_ posting: Posting, leadingTo target: UInt64) {
        let slot = Int(posting.word >> 54)
        if isLinked {
            let linked = LinkedPosting(posting: posting, target: target)
            guard recentLinked[slot] != linked else { return }
            recentLinked[slot] = linked
            self.linked.append(linked)
        } else {
            guard recentPlain[slot] != posting else { return }
            recentPlain[slot] = posting
            unlinked.append(posting)
        }
    }

    /// How many there are.
    public var count: Int { unlinked.count + linked.count }

    /// The memory that it takes, in bytes.
    var byteCount: Int {
        func bytes<Element>(_ array: [Element]) -> Int { array.capacity * MemoryLayout<Element>.stride }
        return MemoryLayout<FamilyPostings>.stride + bytes(unlinked) + bytes(recentPlain) + bytes(linked)
            + bytes(recentLinked) + bytes(partitionEnds)
    }

    mutating func seal() {
        guard !isSealed else { return }
        isSealed = true
        recentPlain = []
        recentLinked = []
        partitionEnds =
            isLinked
            ? partitionByHighestByte(&linked, key: \.posting.word) : partitionByHighestByte(&unlinked, key: \.word)
    }
}

import Archives
import IndexModel
import TestSupport

extension IndexWriting where Self: ~Copyable {
    /// One number.
    mutating func draw() -> ArchiveID {
        (try? drawNumbers(1)) ?? ArchiveID(0)
    }
}

extension ArchiveEntry {
    /// An archive with one file and nothing in it.
    init(_ id: ArchiveID, path: String) {
        let location = ArchiveLocation(
            path: Array(path.utf8), codec: 1, size: 1, modificationTime: 2, changeTime: 3, inode: id.value, device: 4,
            frames: FrameSetID(id))
        self.init(id: id, locations: [location], head: Fingerprint(high: id.value, low: 2, length: 3))
    }

    /// Something of everything.
    static func random(_ id: ArchiveID, using random: inout SeededGenerator) -> ArchiveEntry {
        var entry = ArchiveEntry(id, path: "/log/\(UInt8.random(in: 0...255, using: &random))")
        entry.counts.records = .random(in: 0...1000, using: &random)
        entry.counts.add(.random(in: 0...9, using: &random), of: .queueFile)
        entry.counts.firstMoment = Bool.random(using: &random) ? .random(in: -5...5, using: &random) : nil
        entry.counts.lastMoment = entry.counts.firstMoment.map { $0 + 3 }
        entry.isUnfinished = Int.random(in: 0...4, using: &random) == 0
        entry.indexedLength = .random(in: 0...5, using: &random)
        entry.locations[0].length = .random(in: 0...5, using: &random)
        entry.locations[0].path.append(.random(in: 0x80...0xff, using: &random))
        entry.locations[0].isPresent = Bool.random(using: &random)
        if Int.random(in: 0...3, using: &random) == 0 {
            entry.locations[0].problem = ArchiveProblem(kind: .truncated, offset: 7, text: "cut")
        }
        return entry
    }
}

extension IndexInputs {
    static func random(using random: inout SeededGenerator) -> IndexInputs {
        let unread = (0..<Int.random(in: 0...8, using: &random)).map { number in
            UnreadInput(
                Bool.random(using: &random) ? .unread : .notALog, path: Array("/in/\(number)".utf8), reason: "because")
        }
        return IndexInputs(roots: [Array("/log".utf8)], exclusions: [], unread: unread)
    }
}

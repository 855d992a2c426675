import Archives
import ByteScanning
import IndexModel
import TestSupport
import Testing

/// What a store keeps, asked of each store.
@Suite struct StoreTests {
    @Test(arguments: TestedStore.allCases, 1...5 as ClosedRange<UInt64>)
    func everyKeyLeadsToItsGranules(_ store: TestedStore, _ seed: UInt64) throws {
        try store.check(PostingsContract.self, seed: seed)
    }

    @Test(arguments: TestedStore.allCases, 1...5 as ClosedRange<UInt64>)
    func theCatalogIsWhatWasPublishedLast(_ store: TestedStore, _ seed: UInt64) throws {
        try store.check(CatalogContract.self, seed: seed)
    }

    @Test(arguments: TestedStore.allCases, 1...3 as ClosedRange<UInt64>)
    func theFrameForAnOffsetIsTheLastOneBeforeIt(_ store: TestedStore, _ seed: UInt64) throws {
        try store.check(FramesContract.self, seed: seed)
    }

    @Test(arguments: TestedStore.allCases) func numbersAreGivenOnce(_ store: TestedStore) throws {
        try store.check(NumbersContract.self, seed: 1)
    }

    @Test(arguments: TestedStore.allCases) func anIndexThatIsNotThereIsMissing(_ store: TestedStore) throws {
        try store.check(MissingContract.self, seed: 1)
    }
}

/// Postings that were published lead to their granules, those that were not lead nowhere, and nothing else does.
private enum PostingsContract: StoreContract {
    /// A key and where it was added.
    private struct Added: Hashable {
        let family: KeyFamily
        let hash: UInt64
        let location: PostingLocation
        let target: UInt64
    }

    static func check<Store: IndexStore>(_ store: Store, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var added: Set<Added> = []
        var writer = try store.writer()
        let before = try writer.snapshot()
        for _ in 0..<3 {
            let archives = (0..<3).map { _ in writer.draw() }
            let buffers = archives.flatMap { chunks(of: $0, using: &random, &added) }
            let run = try writer.stage(buffers)
            try expect(added.filter { !archives.contains($0.location.archive) }, in: writer.snapshot(), seed)
            try writer.publish(run, archives.map { ArchiveEntry($0, path: "/log/\($0.value)") })
            try expect(added, in: writer.snapshot(), seed)
            for buffer in buffers { #expect(try writer.snapshot().missing(from: [buffer]).isEmpty) }
        }
        try writer.maintain()
        try expect(added, in: store.reader().snapshot(), seed)
        // What was there before the first run has nothing of it.
        for key in added { #expect(try before.locations(ofHash: key.hash, in: key.family).isEmpty) }
    }

    private static func chunks(
        of archive: ArchiveID, using random: inout SeededGenerator, _ added: inout Set<Added>
    ) -> [PostingBuffer] {
        (0..<2).map { chunk in
            var buffer = PostingBuffer(archive: archive, granules: chunk * 8..<chunk * 8 + 8)
            for _ in 0..<40 {
                let granule = Int.random(in: chunk * 8..<chunk * 8 + 8, using: &random)
                let hash = UInt64.random(in: 1...30, using: &random) &* 0x9e37_79b9_7f4a_7c15
                let place = Int.random(in: 0...1, using: &random)
                let target = place == 0 ? 0 : UInt64.random(in: 0...2, using: &random)
                buffer.add(hash: hash, granule: granule, toFamily: place, leadingTo: target)
                let location = PostingLocation(archive: archive, granule: granule)
                let family = KeyFamily.known[place].family
                added.insert(Added(family: family, hash: hash, location: location, target: target))
            }
            buffer.seal()
            return buffer
        }
    }

    private static func expect(
        _ added: Set<Added>, in snapshot: borrowing some IndexSnapshot & ~Copyable, _ seed: UInt64
    ) throws {
        for (key, group) in Dictionary(grouping: added, by: { [UInt64($0.family.number), $0.hash] }) {
            let family = group[0].family
            let found = Set(try snapshot.locations(ofHash: key[1], in: family))
            // A key that shares the bits that are kept may be added too: none of these does.
            #expect(found.isSubset(of: group.map(\.location)), "\(seed)")
            for (_, keys) in Dictionary(grouping: group, by: \.location.archive) {
                let targets = Set(keys.map(\.target))
                let isLed = family == .queueFile && targets.count == 1 && targets != [0]
                let first = keys.map(\.location).min()
                #expect(found.isSuperset(of: isLed ? [first].compactMap(\.self) : keys.map(\.location)), "\(seed)")
            }
        }
    }
}

/// The catalog, what a "no" rests on, and the inputs are those that were published last.
private enum CatalogContract: StoreContract {
    static func check<Store: IndexStore>(_ store: Store, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var model: [ArchiveID: ArchiveEntry] = [:]
        var inputs = IndexInputs()
        for _ in 0..<4 {
            var writer = try store.writer()
            var changed: [ArchiveEntry] = []
            for _ in 0..<Int.random(in: 0...5, using: &random) {
                changed.append(.random(writer.draw(), using: &random))
            }
            if let old = model.values.sorted(by: { $0.id < $1.id }).randomElement(using: &random) {
                changed.append(.random(old.id, using: &random))
            }
            let forgotten = model.keys.filter { id in
                !changed.contains { $0.id == id } && Int.random(in: 0...3, using: &random) == 0
            }
            inputs = .random(using: &random)
            try writer.publish(nil, changed, forgetting: forgotten, inputs: inputs)
            for archive in changed { model[archive.id] = archive }
            for id in forgotten { model[id] = nil }
            try expect(model, inputs, in: writer.snapshot())
            try writer.forget([])
        }
        try expect(model, inputs, in: store.reader().snapshot())
    }

    private static func expect(
        _ model: [ArchiveID: ArchiveEntry], _ inputs: IndexInputs, in snapshot: borrowing some IndexSnapshot & ~Copyable
    ) throws {
        let archives = model.values.sorted { $0.id < $1.id }
        #expect(try snapshot.archives() == archives)
        for archive in archives { #expect(try snapshot.archive(archive.id) == archive) }
        #expect(try snapshot.archiveCount() >= archives.count)
        #expect(try snapshot.inputs() == inputs)
        var visited: [[UInt8]] = []
        try snapshot.forEachLocation { visited.append($0.path.bytes(in: $0.path.indices)) }
        #expect(visited == archives.flatMap(\.locations).map(\.path))
        let coverage = try snapshot.coverage()
        #expect(coverage.archives == archives.count)
        #expect(coverage.firstMoment == archives.compactMap(\.counts.firstMoment).min())
        #expect(coverage.lastMoment == archives.compactMap(\.counts.lastMoment).max())
        #expect(coverage.partial == archives.filter { !$0.isWhole })
        #expect(coverage.unreadInputs == inputs.unreadCount)
        #expect(coverage.firstUnread == Array(inputs.unread.prefix(inputs.unreadCount).prefix(Coverage.mostUnread)))
    }
}

private enum FramesContract: StoreContract {
    static func check<Store: IndexStore>(_ store: Store, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var writer = try store.writer()
        var model: [UInt64: [Frame]] = [:]
        for _ in 0..<6 {
            let id = writer.draw()
            let offsets = Set((0..<20).map { _ in UInt64.random(in: 0...1000, using: &random) }).sorted()
            model[id.value] = offsets.map { Frame(kind: .gzipMember, decodedOffset: $0, compressedOffset: $0 / 3) }
            try writer.stage(model[id.value] ?? [], of: FrameSetID(id))
            try writer.publish(nil, [ArchiveEntry(id, path: "/log/\(id.value)")])
        }
        // A tail that is read anew takes the place of what was there.
        let (number, frames) = try #require(model.first)
        let tail = [Frame(kind: .gzipMember, decodedOffset: 700, compressedOffset: 9)]
        try writer.stage(tail, of: FrameSetID(number), from: 500)
        try writer.publish(nil, [ArchiveEntry(ArchiveID(number), path: "/log/\(number)")])
        model[number] = frames.filter { $0.decodedOffset < 500 } + tail
        let snapshot = try writer.snapshot()
        for (number, frames) in model {
            for offset in 0...1001 as ClosedRange<UInt64> {
                let expected = frames.last { $0.decodedOffset <= offset }
                #expect(try snapshot.frame(of: FrameSetID(number), atOrBefore: offset) == expected)
            }
            let some = try snapshot.frames(of: FrameSetID(number), in: 200..<600)
            #expect(some == frames.filter { (200..<600).contains($0.decodedOffset) })
        }
    }
}

private enum NumbersContract: StoreContract {
    static func check<Store: IndexStore>(_ store: Store, seed: UInt64) throws {
        var drawn: [UInt64] = []
        for _ in 0..<3 {
            var writer = try store.writer()
            let first = try writer.drawNumbers(5).value
            drawn += first..<first + 3
            writer.returnNumbers(from: ArchiveID(first + 3))
            // Numbers that nothing was published with may be given again when the store is opened anew.
            try writer.publish(nil, (first..<first + 3).map { ArchiveEntry(ArchiveID($0), path: "/log/\($0)") })
        }
        #expect(Set(drawn).count == drawn.count, "\(drawn)")
    }
}

private enum MissingContract: StoreContract {
    static func check<Store: IndexStore>(_ store: Store, seed: UInt64) throws {
        do throws(IndexError) {
            _ = try store.reader()
            Issue.record("an index that was never made was opened")
        } catch {
            #expect(error.kind == .missing && error.place == store.place)
        }
        _ = try store.writer()
        #expect(try store.reader().snapshot().archives().isEmpty)
    }
}

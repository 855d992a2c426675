import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

struct RunExtentsTests {
    @Test(arguments: 0..<40 as Range<UInt64>)
    func everyOrdinalIsAGranuleInOrder(seed: UInt64) {
        let model = PostingModel(seed: seed, postings: 0)
        let extents = RunSorter(model.buffers).extents
        let locations = model.locations
        #expect(extents.ordinalEnd == locations.count)
        #expect((0..<locations.count).map { extents.location(ofOrdinal: $0) } == locations)
        #expect(extents.location(ofOrdinal: locations.count) == nil)
        #expect(extents.location(ofOrdinal: -1) == nil)
        for ordinal in locations.indices {
            let archive = locations[ordinal].archive
            #expect(extents.endOfArchive(ofOrdinal: ordinal) == locations.lastIndex { $0.archive == archive }! + 1)
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func everyBufferHasItsBase(seed: UInt64) {
        let buffers = PostingModel(seed: seed, postings: 0).buffers
            .sorted { ($0.archive, $0.firstGranule) < ($1.archive, $1.firstGranule) }
        let (extents, bases) = RunExtents.covering(buffers)
        for (buffer, base) in zip(buffers, bases) {
            for granule in buffer.firstGranule..<buffer.granuleEnd {
                let location = extents.location(ofOrdinal: base + granule - buffer.firstGranule)
                #expect(location == PostingLocation(archive: buffer.archive, granule: granule))
            }
        }
    }

    @Test(arguments: [(0, 0), (1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (1 << 24, 24)])
    func ordinalsTakeTheBitsTheyNeed(granules: Int, width: Int) {
        var extents = RunExtents()
        if granules > 0 { extents.append(ArchiveID(1), 10..<10 + granules) }
        #expect(extents.ordinalWidth == width)
    }
}

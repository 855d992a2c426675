import Archives
import ByteScanning
import IndexModel
import MTALog

/// Reading the granules that postings name.
extension Lookup where Snapshot: ~Copyable {
    /// The records of one granule that a search looks for, in the order in which they stand.
    ///
    /// What cannot be read, and what is not what was indexed, is noted in the search.
    mutating func read(
        _ granule: Range<Int>, isKept: Bool, for search: inout KeySearch
    ) throws(IndexError) -> [FoundRecord] {
        let location = search.postings[granule.lowerBound].location
        guard let opened = try reader(of: location.archive) else { return [] }
        let bytes = bytes(ofGranules: location.granule...location.granule)
        switch opened.file {
        case .unread(let archive):
            search.note(archive, at: bytes)
            return []
        case .reader(let reader):
            var found: [FoundRecord] = []
            do throws(UnreadArchive) {
                search.begin(granule)
                try read(location, with: reader, isKept, for: &search, into: &found)
                guard search.isUnexplained else { return found }
                throw reader.notAsIndexed(granule: location.granule) { offset throws(IndexError) in
                    try frame(of: reader, atOrBefore: offset)
                }
            } catch {
                search.note(error, at: bytes)
                return reader.hasShrunk ? [] : found
            }
        }
    }

    private mutating func read(
        _ location: PostingLocation, with reader: ArchiveReader, _ isKept: Bool, for search: inout KeySearch,
        into found: inout [FoundRecord]
    ) throws(UnreadArchive) {
        // In a variable of its own, of which no call makes a copy.
        var extractor = KeyExtractor()
        swap(&extractor, &self.extractor)
        defer { swap(&extractor, &self.extractor) }
        try reader.withRecords(
            inGranule: location.granule, isKept: isKept,
            frame: { offset throws(IndexError) in try frame(of: reader, atOrBefore: offset) },
            { text, textOffset, records in
                var parser = GranuleParser(parser, records)
                for record in records {
                    extractor.extract(record, in: text)
                    guard search.isWanted(extractor, in: text, at: location) else { continue }
                    found.append(
                        FoundRecord(
                            stamp: RecordStart.stamp(text, at: record.lowerBound), archive: location.archive,
                            path: reader.path, offset: textOffset + UInt64(record.lowerBound),
                            bytes: text.bytes(in: record), fields: parser.fields(of: record, in: text)))
                }
                guard search.isUnexplained else { return }
                for record in records where search.isUnexplained {
                    extractor.extract(record, in: text)
                    search.explain(extractor, in: text)
                }
            })
    }
}

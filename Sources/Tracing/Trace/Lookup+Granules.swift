import Archives
import ByteScanning
import IndexModel
import MTALog

extension Lookup where Snapshot: ~Copyable {
    /// The records that start in a granule and that `isWanted` admits, with their fields, in the archive's order.
    ///
    /// An archive that cannot be read is noted in `unread`: something of the story may be missing.
    mutating func records(
        inGranule granule: Int, of archive: ArchiveID, unread: inout Set<UnreadArchive>,
        where isWanted: (LogRecord) -> Bool
    ) throws(IndexError) -> [FoundRecord] {
        let reader: ArchiveReader
        switch try self.reader(of: archive)?.file {
        case nil: return []
        case .unread(let archive):
            unread.insert(archive)
            return []
        case .reader(let opened): reader = opened
        }
        var found: [FoundRecord] = []
        do throws(UnreadArchive) {
            try reader.withRecords(
                inGranule: granule,
                frame: { offset throws(IndexError) in try frame(of: reader, atOrBefore: offset) },
                { text, textOffset, records in
                    var parser = GranuleParser(parser ?? RecordParser(), records)
                    for record in records {
                        guard let fields = parser.fields(of: record, in: text), isWanted(fields) else { continue }
                        found.append(
                            FoundRecord(
                                stamp: RecordStart.stamp(text, at: record.lowerBound), archive: archive,
                                path: reader.path, offset: textOffset + UInt64(record.lowerBound),
                                bytes: text.bytes(in: record), fields: fields))
                    }
                })
        } catch {
            unread.insert(error)
            if reader.hasShrunk { return [] }
        }
        return found
    }

    /// The granule that a record starts in.
    func granule(of record: FoundRecord) -> Int {
        Int(record.offset >> UInt64(snapshot.granuleShift))
    }
}

import Archives
import ByteScanning
import LogIndex
import MTALog

extension Lookup {
    /// The records that start in a granule and that `isWanted` admits, with their fields, in the archive's order.
    ///
    /// Nothing where the archive cannot be read: the answer that led here says so.
    mutating func records(
        inGranule granule: Int, of archive: ArchiveID, where isWanted: (LogRecord) -> Bool
    ) throws(IndexError) -> [FoundRecord] {
        guard case .reader(let reader) = try reader(of: archive) else { return [] }
        var found: [FoundRecord] = []
        do throws(UnreadArchive) {
            try reader.withRecords(
                inGranule: granule,
                frame: { try? snapshot.frame(of: reader.frames, atOrBefore: $0).flatMap(Frame.init) },
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
            return []
        }
        return found
    }

    /// The granule that a record starts in.
    func granule(of record: FoundRecord) -> Int {
        Int(record.offset >> UInt64(snapshot.granuleShift))
    }
}

import LMDB

/// What of the archives the index can answer for.
public struct Coverage: Sendable, Equatable {
    /// Archives in the catalog.
    public let archives: Int
    /// The first and last moment of a record in those of them that are indexed whole and there, in hundredths of a
    /// second since 1970.
    public let firstMoment: Int64?
    public let lastMoment: Int64?
    /// Archives of which a part is not indexed.
    public let partial: [ArchiveEntry]
    /// Archives that are indexed and whose files were gone when they were last looked for.
    public let missing: [ArchiveEntry]
}

extension Snapshot {
    /// What a "no" rests on. O(archives that are partial or missing), not O(archives).
    public func coverage() throws(IndexError) -> Coverage {
        let row = try attributing("the catalog's summary", of: directory) {
            let key = CoverageRow.key
            guard let row = try transaction.row(under: key, in: databases.schema) else { throw ByteReader.Damaged() }
            return try CoverageRow(decoding: row)
        }
        return Coverage(
            archives: try archiveCount(), firstMoment: row.firstMoment, lastMoment: row.lastMoment,
            partial: try archives(row.partial), missing: try archives(row.missing))
    }

    private func archives(_ ids: [ArchiveID]) throws(IndexError) -> [ArchiveEntry] {
        var entries: [ArchiveEntry] = []
        for id in ids {
            guard let entry = try archive(id) else { throw .damaged("the catalog's row of \(id)", directory) }
            entries.append(entry)
        }
        return entries
    }

    /// How many archives the catalog has. O(1).
    public func archiveCount() throws(IndexError) -> Int {
        try attributing("the catalog", of: directory) { try transaction.statistics(of: databases.archives).entries }
    }

    /// The bytes of the index's pages that hold something; the rest of its file is free for what comes. O(1).
    public func dataBytes() throws(IndexError) -> Int {
        try attributing("the file", of: directory) {
            let all = [databases.schema, databases.archives, databases.frames, databases.runs, databases.postings]
            var bytes = 0
            for database in all { bytes += try transaction.statistics(of: database).bytes }
            return bytes
        }
    }

    /// The most decoded bytes of an archive without a place where decoding can start. O(frames).
    public func longestFrame(of archive: ArchiveEntry) throws(IndexError) -> UInt64 {
        try attributing("the list of frames of \(archive.id)", of: directory) {
            var longest: UInt64 = 0
            var last: UInt64 = 0
            guard let number = (archive.locations.first { $0.isPresent } ?? archive.locations.first)?.frames else {
                return archive.indexedLength
            }
            var cursor = try transaction.cursor(in: databases.frames)
            var stands = try cursor.seek(atOrAfter: NumberKey.encoded(number.value).span)
            while stands {
                let key = try FrameEntry.decodeKey(cursor.key)
                guard key.archive == number, key.offset <= archive.indexedLength else { break }
                longest = max(longest, key.offset - last)
                last = key.offset
                stands = try cursor.next()
            }
            return max(longest, archive.indexedLength - last)
        }
    }
}

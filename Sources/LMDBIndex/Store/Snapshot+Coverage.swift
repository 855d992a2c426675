import Archives
public import IndexModel
import LMDB

extension Snapshot {
    /// What a "no" rests on. O(archives that are partial), not O(archives).
    public func coverage() throws(IndexError) -> Coverage {
        let row = try coverageRow()
        let unread = try attributing("the list of inputs", of: directory) {
            guard row.unreadInputs > 0 else { return [] as [UnreadInput] }
            let limit = min(row.unreadInputs, Coverage.mostUnread)
            let unread = try transaction.unreadInputs(databases, limit: limit)
            guard unread.count == limit, unread.allSatisfy({ $0.kind == .unread }) else { throw ByteReader.Damaged() }
            return unread
        }
        return Coverage(
            archives: row.archives, firstMoment: row.firstMoment, lastMoment: row.lastMoment,
            partial: try archives(row.partial), unreadInputs: row.unreadInputs, firstUnread: unread)
    }

    /// What runs were asked to cover, and what of that is not in the index. O(unread inputs).
    public func inputs() throws(IndexError) -> IndexInputs {
        try transaction.inputs(databases, of: directory)
    }

    private func coverageRow() throws(IndexError) -> CoverageRow {
        try attributing("the catalog's summary", of: directory) {
            let key = CoverageRow.key
            guard let row = try transaction.row(under: key, in: databases.schema) else { throw ByteReader.Damaged() }
            return try CoverageRow(decoding: row)
        }
    }

    /// Whether there are rows of archives that were forgotten. O(1).
    func hasForgottenArchives() throws(IndexError) -> Bool {
        // A damaged row says nothing, and is written anew with the next change.
        (try? coverageRow())?.archives != (try archiveCount())
    }

    private func archives(_ ids: [ArchiveID]) throws(IndexError) -> [ArchiveEntry] {
        var entries: [ArchiveEntry] = []
        for id in ids {
            guard let entry = try archive(id) else { throw .damaged("the catalog's row of \(id)", directory) }
            entries.append(entry)
        }
        return entries
    }

    /// How many archives the catalog has; some that were forgotten may still count. O(1).
    public func archiveCount() throws(IndexError) -> Int {
        try attributing("the catalog", of: directory) { try transaction.statistics(of: databases.archives).entries }
    }

    /// The bytes of the index's pages that hold something; the rest of its file is free for what comes. O(1).
    func dataBytes() throws(IndexError) -> Int {
        try attributing("the file", of: directory) {
            let all = [
                databases.schema, databases.archives, databases.frames, databases.runs, databases.postings,
                databases.inputs,
            ]
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
                let key = try Frame.decodeKey(cursor.key)
                guard key.number == number, key.offset <= archive.indexedLength else { break }
                longest = max(longest, key.offset - last)
                last = key.offset
                stands = try cursor.next()
            }
            return max(longest, archive.indexedLength - last)
        }
    }
}

import LMDB
import SystemPackage

extension WriteTransaction {
    /// Stores and deletes archives' entries. Nothing else writes to the catalog, so that the row that sums it up cannot
    /// disagree with it. O(archives) where there is a change.
    mutating func changeCatalog(
        _ databases: IndexDatabases, of directory: FilePath, putting archives: [ArchiveEntry],
        deleting forgotten: [ArchiveID]
    ) throws {
        guard !archives.isEmpty || !forgotten.isEmpty else { return }
        for archive in archives {
            try put(row: archive.encoded(), under: NumberKey.encoded(archive.id.value), in: databases.archives)
        }
        for archive in forgotten {
            try delete(NumberKey.encoded(archive.value).span, in: databases.archives)
        }
        var coverage = CoverageRow()
        try forEachArchive(databases, of: directory) { coverage.add($0) }
        try put(row: coverage.encoded(), under: CoverageRow.key, in: databases.schema)
    }
}

extension Transaction where Self: ~Copyable {
    /// Reads the catalog, by number. O(archives).
    borrowing func forEachArchive(
        _ databases: IndexDatabases, of directory: FilePath, _ body: (ArchiveEntry) -> Void
    ) throws(IndexError) {
        var current: ArchiveID?
        try attributing(current.map { "the catalog's row of \($0)" } ?? "the catalog", of: directory) {
            var cursor = try cursor(in: databases.archives)
            var stands = try cursor.first()
            while stands {
                let id = ArchiveID(try NumberKey.decoded(cursor.key))
                current = id
                body(try ArchiveEntry(id: id, decoding: cursor.row))
                stands = try cursor.next()
            }
        }
    }
}

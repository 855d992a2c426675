import IndexModel
import LMDB
import SystemPackage

extension WriteTransaction {
    /// Stores and forgets archives' entries, and stores what runs were asked to cover. Nothing else writes to the catalog,
    /// so that the row that sums it up cannot disagree with it. O(archives) where there is a change.
    mutating func changeCatalog(
        _ databases: IndexDatabases, of directory: FilePath, putting archives: [ArchiveEntry],
        forgetting forgotten: [ArchiveID], inputs: IndexInputs?
    ) throws {
        guard !archives.isEmpty || !forgotten.isEmpty || inputs != nil else { return }
        for archive in archives {
            try put(row: archive.encoded(), under: NumberKey.encoded(archive.id.value), in: databases.archives)
        }
        for archive in forgotten {
            try put(row: ArchiveEntry.forgottenRow, under: NumberKey.encoded(archive.value), in: databases.archives)
        }
        if let inputs { try put(inputs, databases) }
        let stored = try inputs ?? self.inputs(databases, of: directory)
        var coverage = CoverageRow(unreadInputs: stored.unreadCount)
        try forEachArchive(databases, of: directory) { if let entry = $1 { coverage.add(entry) } }
        try put(row: coverage.encoded(), under: CoverageRow.key, in: databases.schema)
    }

    private mutating func put(_ inputs: IndexInputs, _ databases: IndexDatabases) throws {
        try clear(databases.inputs)
        for (number, input) in inputs.unread.enumerated() {
            let key = NumberKey.encoded(UInt64(number))
            try put(key.span, RowSeal.sealed(input.encoded(), under: key).span, in: databases.inputs, mode: .append)
        }
        try put(row: inputs.encoded(), under: IndexInputs.key, in: databases.schema)
    }
}

extension Transaction where Self: ~Copyable {
    /// Reads the catalog, by number: calls `body` with each archive, and its entry where it was not forgotten. O(archives).
    borrowing func forEachArchive(
        _ databases: IndexDatabases, of directory: FilePath, _ body: (ArchiveID, ArchiveEntry?) -> Void
    ) throws(IndexError) {
        try forEachArchiveRow(databases, of: directory) { id, row throws(ByteReader.Damaged) in
            body(id, try ArchiveEntry(id: id, decoding: row))
        }
    }

    /// The same with the rows as they are stored, checked by their checksums only.
    borrowing func forEachArchiveRow(
        _ databases: IndexDatabases, of directory: FilePath,
        _ body: (ArchiveID, Span<UInt8>) throws(ByteReader.Damaged) -> Void
    ) throws(IndexError) {
        var current: ArchiveID?
        try attributing(current.map { "the catalog's row of \($0)" } ?? "the catalog", of: directory) {
            let count = try statistics(of: databases.archives).entries
            var seen = 0
            var cursor = try cursor(in: databases.archives)
            var stands = try cursor.first()
            while stands {
                let id = ArchiveID(try NumberKey.decoded(cursor.key))
                current = id
                try body(id, try cursor.row)
                seen += 1
                stands = try cursor.next()
            }
            current = nil
            guard seen == count else { throw ByteReader.Damaged() }
        }
    }

    /// What runs were asked to cover, and what of that is not in the index. O(unread inputs).
    borrowing func inputs(_ databases: IndexDatabases, of directory: FilePath) throws(IndexError) -> IndexInputs {
        try attributing("the list of inputs", of: directory) {
            let unread = try unreadInputs(databases)
            let key = IndexInputs.key
            guard let value = try get(key.span, in: databases.schema) else { throw ByteReader.Damaged() }
            return try IndexInputs(decoding: RowSeal.row(of: value, under: key.span), unread)
        }
    }

    /// The first unread inputs, those that may hold records before those that are no log. O(limit).
    borrowing func unreadInputs(_ databases: IndexDatabases, limit: Int = .max) throws -> [UnreadInput] {
        var unread: [UnreadInput] = []
        var cursor = try cursor(in: databases.inputs)
        var stands = try cursor.first()
        while stands, unread.count < limit {
            unread.append(try UnreadInput(decoding: cursor.row))
            stands = try cursor.next()
        }
        return unread
    }
}

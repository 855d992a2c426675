import LMDB

/// Frames are filed under a number of their own, which an archive's location names: those of a file that was compressed
/// anew come under a new number, and are seen from the moment on at which the location is.
extension IndexWriter {
    /// Stores frames under a location's number.
    ///
    /// - Parameter offset: they take the place of all that it has there or behind, in decoded bytes; nil where it has
    ///   none.
    public mutating func stage(
        _ frames: [FrameEntry], of number: ArchiveID, from offset: UInt64? = nil
    ) throws(IndexError) {
        try attributing("the list of frames", of: directory) {
            if let offset { try deleteFrames(of: number, from: offset) }
            try makeRoom(for: frames.reduce(0) { $0 + $1.window.count + 4096 })
            var pending = frames[...]
            while !pending.isEmpty {
                var transaction = try environment.beginWrite()
                var bytes = 0
                while bytes < IndexWriter.transactionBytes, let frame = pending.popFirst() {
                    let row = frame.encoded()
                    let key = FrameEntry.key(number, frame.decodedOffset)
                    try transaction.put(key.span, row.span, in: databases.frames)
                    bytes += row.count
                }
                try transaction.commit()
            }
        }
    }

    /// Deletes the frames that no location of the catalog names: of files that were compressed anew, of archives that
    /// were forgotten, of batches that were given up. O(archives).
    public mutating func dropUnnamedFrames() throws(IndexError) {
        let named = Set(try snapshot().archives().flatMap { $0.locations.map(\.frames) })
        try attributing("the list of frames", of: directory) {
            for number in try framesInStore() where !named.contains(number) {
                try deleteFrames(of: number, from: 0)
            }
        }
    }

    private func deleteFrames(of number: ArchiveID, from offset: UInt64) throws {
        let start = FrameEntry.key(number, offset)
        let end = number.value < .max ? Snapshot.key(ArchiveID(number.value + 1)) : nil
        try IndexWriter.delete(from: start, below: end, of: databases.frames, in: environment)
    }

    /// The numbers that frames are filed under.
    private func framesInStore() throws -> [ArchiveID] {
        let transaction = try environment.beginRead()
        var cursor = try transaction.cursor(in: databases.frames)
        var numbers: [ArchiveID] = []
        var stands = try cursor.first()
        while stands {
            let number = try FrameEntry.decodeKey(cursor.key).archive
            numbers.append(number)
            guard number.value < .max else { break }
            let next = Snapshot.key(ArchiveID(number.value + 1))
            stands = try cursor.seek(atOrAfter: next.span)
        }
        return numbers
    }
}

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
            var pending = frames[...]
            while !pending.isEmpty {
                var rest = pending
                try IndexWriter.transact(in: environment) { transaction in
                    rest = pending
                    var bytes = 0
                    while bytes < IndexWriter.transactionBytes, let frame = rest.popFirst() {
                        let row = frame.encoded()
                        let key = FrameEntry.key(number, frame.decodedOffset)
                        try transaction.put(row: row, under: key, in: databases.frames)
                        bytes += row.count
                    }
                }
                pending = rest
            }
        }
    }

    private func deleteFrames(of number: ArchiveID, from offset: UInt64) throws {
        let start = FrameEntry.key(number, offset)
        try IndexWriter.delete(
            from: start, below: NumberKey.end(of: number.value), of: databases.frames, in: environment)
    }
}

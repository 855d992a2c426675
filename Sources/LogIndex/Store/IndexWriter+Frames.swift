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
            for frame in frames {
                pending.add(frame, of: number)
                try storePending()
            }
        }
    }

    private func deleteFrames(of number: ArchiveID, from offset: UInt64) throws {
        let start = FrameEntry.key(number, offset)
        try IndexWriter.delete(
            from: start, below: NumberKey.end(of: number.value), of: databases.frames, in: environment)
    }
}

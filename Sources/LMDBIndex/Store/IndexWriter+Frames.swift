public import Archives
public import IndexModel
import LMDB

/// Frames are filed under a number of their own, which an archive's location names: those of a file that was compressed
/// anew come under a new number, and are seen from the moment on at which the location is.
extension IndexWriter {
    /// Stores frames under a location's number.
    ///
    /// - Parameter offset: they take the place of all that it has there or behind, in decoded bytes; nil where it has
    ///   none.
    public mutating func stage(
        _ frames: [Frame], of number: FrameSetID, from offset: UInt64?
    ) throws(IndexError) {
        try attributing("the list of frames", of: directory) {
            if let offset { try deleteFrames(of: number, from: offset) }
            for frame in frames {
                pending.add(frame, of: number)
                try storePending()
            }
        }
    }

    private func deleteFrames(of number: FrameSetID, from offset: UInt64) throws {
        let start = Frame.key(number, offset)
        try IndexWriter.delete(
            from: start, below: NumberKey.end(of: number.value), of: databases.frames, in: environment)
    }
}

extension ArchiveFile {
    /// Decodes frames that lie one behind the other, and compares what comes out with what went in.
    ///
    /// Gives the first frame that holds anything else, nil when none does. Throws when a library is out of memory.
    public func firstMismatch(in frames: ArraySlice<WrittenFrame>) throws(ArchiveError) -> WrittenFrame? {
        guard let first = frames.first else { return nil }
        var decoder = try StreamDecoder(self, from: first.frame)
        var text: [UInt8] = []
        for frame in frames {
            text.removeAll(keepingCapacity: true)
            _ = try decoder.decode(Int(frame.entry.decodedSize), appendingTo: &text)
            guard Fingerprint(of: text.span) == frame.fingerprint else { return frame }
        }
        // The last frame's checksum comes behind its content.
        text.removeAll(keepingCapacity: true)
        if case .torn = try decoder.decode(1, appendingTo: &text) { return frames.last }
        return nil
    }

    /// Whether the file's seek table names these frames and no others.
    public func hasSeekTable(of frames: [WrittenFrame]) -> Bool {
        seekTable() == SeekTable(frames.map(\.entry))
    }
}

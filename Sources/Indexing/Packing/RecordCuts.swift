import MTALog

/// Where a text is cut into frames: where records start.
enum RecordCuts {
    /// The first place at or behind `offset` where a record starts; `offset` itself where none does within the length
    /// of the longest record, and for the beginning; the end where there is no more text.
    ///
    /// The place depends on the text alone, so that neighbours who ask for the same offset cut at the same place.
    static func place(atOrBehind offset: Int, in text: Span<UInt8>) -> Int {
        guard offset > 0 else { return 0 }
        guard offset < text.count else { return text.count }
        let end = min(text.count, offset + RecordScanner.maximumRecordLength + 1)
        return RecordStart.first(text, in: offset..<end) ?? offset
    }

    /// The frames that a part of the text is cut into, each of about `frameSize` bytes; a short rest goes with the last.
    static func frames(of part: Range<Int>, in text: Span<UInt8>, frameSize: Int) -> [Range<Int>] {
        var frames: [Range<Int>] = []
        var start = part.lowerBound
        while start < part.upperBound {
            var end = min(part.upperBound, place(atOrBehind: start + frameSize, in: text))
            if part.upperBound - end < frameSize / 4 { end = part.upperBound }
            frames.append(start..<end)
            start = end
        }
        return frames
    }
}

extension Chunk {
    /// The part of a chunk's text that is its own: all parts together, one behind the other, are the archive's text.
    func ownPart(of text: Span<UInt8>) -> Range<Int> {
        switch self.text {
        case .decoded: text.indices
        case .mapped:
            RecordCuts.place(
                atOrBehind: starts.lowerBound, in: text)..<RecordCuts.place(atOrBehind: starts.upperBound, in: text)
        }
    }
}

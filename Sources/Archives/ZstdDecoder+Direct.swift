extension ZstdDecoder {
    /// Appends `count` bytes to `buffer`, and the rest of a block, fewer if the archive ends before.
    ///
    /// - Parameter reach: the length that all buffers have but the last: frames that refer to no more than that are decoded
    ///   straight into them.
    mutating func decode(
        _ count: Int, into buffer: TextBuffer, reach: Int
    ) throws(ArchiveError) -> DecodeStatus {
        let end = buffer.count + count
        while buffer.count < end {
            switch stage {
            case .start:
                beginFrame()
                if case .content = stage { beginDirect(reach: reach) }
            case .direct:
                decodeDirect(into: buffer, until: end)
            case .content, .blocks:
                try buffer.append(atMost: end - buffer.count) { (output) throws(ArchiveError) in
                    try decodeStep(into: &output)
                }
            case .finished(let status):
                return status
            }
        }
        return .more
    }

    private mutating func beginDirect(reach: Int) {
        let file = file
        guard decompressor.beginBlocks(file.bytes.extracting(droppingFirst: position), reach: reach) else { return }
        history = []
        stage = .direct
    }

    /// Where there is trouble it leaves the frame to the careful way, which knows how to tell it.
    private mutating func decodeDirect(into buffer: TextBuffer, until end: Int) {
        if history.last !== buffer { history = history.suffix(1) + [buffer] }
        let file = file
        let start = buffer.count
        let (read, outcome) = decompressor.decompressBlocks(
            file.bytes.extracting(droppingFirst: position), into: buffer, until: end)
        position += read
        decodedOffset += UInt64(buffer.count - start)
        switch outcome {
        case .going: break
        case .frameEnd: stage = .start
        case .stuck: restartCarefully()
        }
        if case .direct = stage { return }
        history = []
    }
}

extension ZstdDecoder {
    /// Appends `count` bytes to `buffer`, and the rest of a block, fewer if the archive ends before.
    ///
    /// - Parameter reach: the length that all buffers have but the last: frames that refer to no more than that are decoded
    ///   straight into them.
    func decodeStraight(
        _ count: Int, into buffer: TextBuffer, reach: Int
    ) throws(ArchiveError) -> DecodeStatus {
        let end = buffer.count + count
        while buffer.count < end {
            switch stage {
            case .start:
                beginFrame()
                if case .content = stage { beginDirect(reach: reach) }
            case .direct(let direct):
                decodeDirect(direct, into: buffer, until: end)
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

    private func beginDirect(reach: Int) {
        let file = file
        let frame = file.bytes.extracting(droppingFirst: position)
        if let window = decompressor.beginBlocks(frame, reach: reach) { stage = .direct(Direct(window: window)) }
    }

    /// Where there is trouble it leaves the frame to the careful way, which knows how to tell it.
    private func decodeDirect(_ direct: Direct, into buffer: TextBuffer, until end: Int) {
        var direct = direct
        if direct.buffers.last !== buffer {
            direct.buffers = direct.buffers.suffix(1) + [buffer]
            direct.start = decodedOffset
        }
        let file = file
        let start = buffer.count
        let (read, outcome) = decompressor.decompressBlocks(
            file.bytes.extracting(droppingFirst: position), into: buffer, until: end)
        position += read
        decodedOffset += UInt64(buffer.count - start)
        if decodedOffset - direct.start >= direct.window { direct.buffers = [buffer] }
        switch outcome {
        case .going: stage = .direct(direct)
        case .frameEnd: stage = .start
        case .stuck: restartCarefully()
        }
    }
}

extension ZstdDecoder {
    /// The size of a block's header, in bytes (RFC 8878, section 3.1.1.2).
    private static let blockHeaderSize = 3
    /// The size of a frame's magic number and descriptor, in bytes: what the library wants to see first.
    private static let firstFeed = 5

    /// Goes back to the start of a frame found corrupt, to deliver all of its good blocks.
    func restartCarefully() {
        decompressor.reset()
        position = frameStart.compressed
        stage = .blocks(Careful(duplicate: decodedOffset - frameStart.decoded, wanted: Self.firstFeed))
    }

    /// Decodes at most one block, so that an error in the next one takes nothing with it.
    func decodeBlocks(_ careful: Careful, into output: inout OutputSpan<UInt8>) throws(ArchiveError) {
        var careful = careful
        let file = file
        let bytes = file.bytes
        let isDuplicate = careful.duplicate > 0
        let room = isDuplicate ? Int(min(UInt64(output.freeCapacity), careful.duplicate)) : output.freeCapacity
        let feed = bytes.extracting(position..<position + min(careful.wanted, bytes.count - position))
        let (read, decoded, outcome) = try decompressor.decompress(
            feed, into: &output, limit: room, keeping: !isDuplicate)
        position += read
        if isDuplicate { careful.duplicate -= UInt64(decoded) } else { decodedOffset += UInt64(decoded) }
        switch outcome {
        case .frameEnd:
            stage = .start
        case .going(let wanted):
            // With the room full there may be more of this block to deliver before the next one is fed. The library
            // asks for the next block's header along with a block: an error in it must wait for its turn.
            let feed = wanted > Self.blockHeaderSize ? wanted - Self.blockHeaderSize : wanted
            careful.wanted = decoded == room ? 0 : feed
            stage = .blocks(careful)
            if decoded < room, position == bytes.count { tearTruncated() }
        case .corrupt(let text):
            tear(.corrupt, text)
        case .checksumMismatch(let text):
            doubtFrame(text)
        }
    }
}

extension XzDecoder {
    /// Finds what begins at the position: a stream, padding and then a stream, or the end of the file.
    func beginStream() {
        let file = file
        let bytes = file.bytes
        let padding = position > 0 ? bytes.extracting(droppingFirst: position).zerosAtStart : 0
        let start = position + padding
        if start == bytes.count {
            guard padding % 4 == 0 else { return tear(.truncated, "the file ends inside the padding of an xz stream") }
            position = start
            stage = .finished(.end)
            return
        }
        let rest = bytes.extracting(droppingFirst: start)
        guard padding % 4 == 0, rest.starts(within: XzStreamHeader.magic) else {
            return tear(.corrupt, position > 0 ? "trailing bytes that are no xz stream" : "bytes that are no xz stream")
        }
        guard rest.count >= XzStreamHeader.size else {
            return tear(.truncated, "the file ends inside the header of an xz stream")
        }
        position = start
        switch XzStreamHeader.read(rest) {
        case .header(let found): header = found
        case .corrupt: return tear(.corrupt, "an xz stream whose header does not match its checksum")
        case .unsupported: return tear(.unsupported, "an xz stream of a later version of the format")
        }
        recorder.noteStart(.xzStream, decodedOffset: decodedOffset, compressedOffset: compressedOffset)
        position += XzStreamHeader.size
        blocksStart = (compressedOffset, decodedOffset)
        stage = .part
    }

    /// Begins the block at the position, or reads the index, which begins as a block of no size would.
    func beginPart() throws(ArchiveError) {
        let file = file
        let rest = file.bytes.extracting(droppingFirst: position)
        guard let header, !rest.isEmpty else { return tear(.truncated, "the file ends inside an xz stream") }
        guard rest[0] != 0 else { return try readIndex(rest) }
        // xz file format 1.2.1, section 3.1.1.
        let size = (Int(rest[0]) + 1) * 4
        guard rest.count >= size else { return tear(.truncated, "the file ends inside the header of an xz block") }
        let beginning = try decompressor.begin(
            rest.extracting(first: size), check: header.check, windowLimit: file.windowLimit)
        switch beginning {
        case .begun:
            blockStart = (compressedOffset, decodedOffset)
            recorder.noteStart(
                .xzBlock, decodedOffset: decodedOffset, compressedOffset: compressedOffset, window: header.bytes)
            position += size
            stage = .content
        case .corrupt: tear(.corrupt, "an xz block whose header cannot be right")
        case .unsupported(let text): tear(.unsupported, text)
        }
    }

    /// The blocks' own checks tell whether their bytes are right; the index tells whether blocks are missing.
    private func readIndex(_ rest: Span<UInt8>) throws(ArchiveError) {
        switch try decompressor.readIndex(rest, limit: file.windowLimit) {
        case .truncated: tear(.truncated, "the file ends inside the index of an xz stream")
        case .corrupt: tear(.corrupt, "an xz stream whose index is damaged")
        case .unsupported: tear(.unsupported, "an xz stream whose index takes more memory than it may take")
        case .index(let index):
            if let start = blocksStart,
                index.blocks != compressedOffset - start.compressed || index.decoded != decodedOffset - start.decoded
            {
                return tear(.corrupt, "an xz stream whose index does not fit its blocks")
            }
            position += Int(index.size)
            stage = .footer(indexSize: index.size)
        }
    }

    /// Compares the footer with what it ends.
    func endStream(_ indexSize: UInt64) {
        let file = file
        let rest = file.bytes.extracting(droppingFirst: position)
        guard rest.count >= XzStreamHeader.size else {
            return tear(.truncated, "the file ends inside the footer of an xz stream")
        }
        guard header?.isFooter(rest, indexSize: indexSize) == true else {
            return tear(.corrupt, "an xz stream whose footer does not fit it")
        }
        position += XzStreamHeader.size
        stage = .start
    }
}

extension ZstdDecoder {
    /// Finds what begins at the position: a frame, a skippable frame, or the end of the file.
    func beginFrame() {
        let file = file
        let bytes = file.bytes
        if position == bytes.count {
            stage = .finished(.end)
            return
        }
        switch ZstdMagic(bytes, at: position) {
        case .frame:
            if let refusal = ZstdFrameNeeds(bytes.extracting(droppingFirst: position))?.refusal(limit: file.windowLimit)
            {
                return tear(.unsupported, refusal)
            }
            frameStart = (position, decodedOffset)
            recorder.noteStart(.zstdFrame, decodedOffset: decodedOffset, compressedOffset: compressedOffset)
            stage = .content
        case .skippable:
            passOverSkippable()
        case nil where ZstdMagic.isCut(bytes, at: position):
            tear(.truncated, "the file ends inside the header of a zstd frame")
        case nil:
            tear(.corrupt, position > 0 ? "trailing bytes that are no zstd frame" : "bytes that are no zstd frame")
        }
    }

    /// Ends decoding where it stands.
    func tear(_ kind: Tear.Kind, _ text: String) {
        stage = .finished(
            .torn(Tear(kind, compressedOffset: compressedOffset, decodedOffset: decodedOffset, text: text)))
    }

    /// Ends decoding, and makes the whole frame doubtful: any of its bytes may be wrong. They are delivered all the same,
    /// and the decoder stands behind them.
    func doubtFrame(_ text: String) {
        stage = .finished(
            .torn(
                Tear(
                    .corrupt, compressedOffset: UInt64(frameStart.compressed), decodedOffset: frameStart.decoded,
                    text: text)))
    }

    /// Ends decoding at the end of the file, in the middle of a frame.
    func tearTruncated() {
        tear(.truncated, "the file ends inside a zstd frame")
    }

    /// A skippable frame is its magic number, the size of its content in four bytes, and that (RFC 8878, 3.1.2).
    private func passOverSkippable() {
        let file = file
        let bytes = file.bytes
        let content = position + ZstdMagic.skippableHeaderSize
        guard content <= bytes.count else {
            tear(.truncated, "the file ends inside a skippable zstd frame")
            return
        }
        let end = content + Int(bytes.littleEndian32(at: position + ZstdMagic.size))
        guard end <= bytes.count else {
            tear(.truncated, "the file ends inside a skippable zstd frame")
            return
        }
        position = end
    }
}

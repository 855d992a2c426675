extension GzipDecoder {
    /// The CRC-32 and the size after a member's deflate stream, in bytes (RFC 1952, section 2.3.1).
    private static let trailerSize = 8

    /// Reads the header of the next member, or finds that there is none.
    func readHeader() {
        let file = file
        let rest = file.bytes.extracting(droppingFirst: position)
        // Tapes and some tools pad with zeros, and gzip takes them silently.
        if position > 0, rest.zerosAtStart == rest.count {
            finish()
            return
        }
        switch GzipHeader(rest) {
        case .complete(let size, let isBGZF):
            beginMember(headerSize: size, isBGZF: isBGZF)
        case .truncated:
            tear(.truncated, "the file ends inside the header of a gzip member")
        case .corrupt(let text):
            tear(.corrupt, position > 0 ? "trailing \(text)" : text)
        }
    }

    /// Checks what was decoded of the member against the checksum and the size after it.
    func checkTrailer() {
        let file = file
        let bytes = file.bytes
        guard bytes.count - position >= Self.trailerSize else {
            tear(.truncated, "the file ends inside the trailer of a gzip member")
            return
        }
        let crc = bytes.littleEndian32(at: position)
        let size = bytes.littleEndian32(at: position + 4)
        if let decoded = member.crc {
            guard decoded.value == crc else {
                doubtMember("a gzip member does not match its checksum")
                return
            }
            guard UInt32(truncatingIfNeeded: decodedOffset - member.decodedOffset) == size else {
                doubtMember("a gzip member does not have the size it claims")
                return
            }
        }
        position += Self.trailerSize
        stage = .header
    }

    /// Ends decoding where it stands.
    func tear(_ kind: Tear.Kind, _ text: String) {
        stage = .finished(
            .torn(Tear(kind, compressedOffset: compressedOffset, decodedOffset: decodedOffset, text: text)))
    }

    /// Ends decoding, and makes the whole member doubtful: any of its bytes may be wrong.
    private func doubtMember(_ text: String) {
        stage = .finished(
            .torn(
                Tear(
                    .corrupt, compressedOffset: member.compressedOffset, decodedOffset: member.decodedOffset,
                    text: text)))
    }

    /// Ends decoding behind the last member.
    ///
    /// A BGZF file ends with an empty block, so that one cut between two blocks can be told from a whole one. Only the very
    /// end counts: several such files may be joined, and what an ordinary member ends no BGZF writer was the last to write.
    private func finish() {
        if member.isBGZF, member.decodedOffset < decodedOffset {
            tear(.truncated, "it is BGZF, and the empty block that ends such a file is missing")
        } else {
            stage = .finished(.end)
        }
    }

    private func beginMember(headerSize: Int, isBGZF: Bool) {
        member = Member(compressedOffset: compressedOffset, decodedOffset: decodedOffset, isBGZF: isBGZF)
        recorder.noteStart(.gzipMember, decodedOffset: decodedOffset, compressedOffset: compressedOffset)
        position += headerSize
        inflater.restart(at: position)
        stage = .body
    }
}

extension ArchiveFile {
    /// The seek table at the end of the file, checked against every frame's own header and length: where the frames
    /// begin, how long they are, what they say that they hold. So a table that is given can be relied on as far as
    /// decoding itself can. Nil where there is none, or one that is wrong in any way: ``seekTableProblem()`` says why.
    ///
    /// Decodes nothing. O(blocks): 128 KiB decoded are a block.
    public func seekTable() -> SeekTable? {
        if case .success(let table) = checkedSeekTable() { table } else { nil }
    }

    /// What is wrong with the seek table at the end of the file; nil where there is none, or nothing is.
    public func seekTableProblem() -> String? {
        if case .failure(let problem) = checkedSeekTable() { problem.text } else { nil }
    }

    private struct Problem: Error {
        let text: String
    }

    private func checkedSeekTable() -> Result<SeekTable?, Problem> {
        guard codec == .zstd else { return .success(nil) }
        switch SeekTable.find(atEndOf: bytes) {
        case .absent: return .success(nil)
        case .damaged(let text): return .failure(Problem(text: text))
        case .table(let table, let start):
            guard let text = table.mismatch(with: bytes.extracting(0..<start)) else { return .success(table) }
            return .failure(Problem(text: text))
        }
    }
}

extension SeekTable {
    /// What is wrong with the table if `frames` are the bytes before it; nil when nothing is.
    fileprivate func mismatch(with frames: Span<UInt8>) -> String? {
        var position = 0
        for (index, entry) in entries.enumerated() {
            let rest = frames.extracting(droppingFirst: position)
            guard let header = ZstdFrameHeader(rest) else {
                return "its seek table names a frame \(index) that is not there"
            }
            guard header.compressedSize == Int(entry.compressedSize) else {
                return "its seek table is wrong about the size of frame \(index)"
            }
            guard header.decodedSize == UInt64(entry.decodedSize) else {
                return "its seek table is wrong about the content of frame \(index), or cannot be checked"
            }
            if hasChecksums, let checksum = header.checksum, checksum != entry.checksum {
                return "its seek table is wrong about the checksum of frame \(index)"
            }
            position += header.compressedSize
        }
        return position == frames.count ? nil : "its seek table leaves frames out"
    }
}

extension Frame {
    /// The error for a frame that cannot be one of `file`: the file is another than the one it was recorded from.
    func mismatch(with file: ArchiveFile) -> ArchiveError {
        ArchiveError(
            "the index names a frame that the file does not have", path: file.path,
            offset: .compressed(compressedOffset), remedy: "the file has changed: index it again")
    }
}

extension ArchiveError {
    /// The error of a `library` that cannot get the memory for its context.
    static func outOfMemory(for library: String) -> ArchiveError {
        ArchiveError("out of memory", cause: .library("\(library) cannot allocate its working memory"))
    }
}

/// How far an index run, or a comparison of an index with its archives, is.
public struct IndexProgress: Sendable {
    /// Bytes of files read.
    public let fileBytes: UInt64
    /// Bytes of the files that are to be read.
    public let totalFileBytes: UInt64
}

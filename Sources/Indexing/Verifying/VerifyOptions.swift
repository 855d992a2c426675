/// How an index is compared with its archives.
public struct VerifyOptions: Sendable {
    /// How much of each archive is looked at.
    public enum Extent: Sendable, Hashable {
        /// Some granules, chosen by a seed: the same ones for the same seed.
        case sample(seed: UInt64)
        /// All that is indexed.
        case full
    }

    public var extent: Extent
    /// How many archives are compared side by side.
    public var jobs: Int

    /// Decoded bytes that one archive's thread takes at a time.
    package var chunkLength = 4 << 20
    /// Bytes of postings for which the index is asked at once.
    package var windowBytes = 32 << 20

    /// Granules that a sample takes of each archive.
    static let sampleSize = 8
    /// The store knows so many readers, and other programs want to read as well.
    static let mostJobs = 64

    public init(_ extent: Extent, jobs: Int = 1) {
        self.extent = extent
        self.jobs = jobs
    }
}

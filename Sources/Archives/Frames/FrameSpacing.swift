/// How densely frames are recorded: the least distances, in decoded bytes, from one recorded frame to the next.
public struct FrameSpacing: Sendable, Hashable {
    /// The least distance to a seek point inside a gzip member, which costs some KiB of stored window.
    public var seekPoints: UInt64
    /// The least distance to any other place, such as the start of a gzip member or zstd frame, which costs a few bytes.
    ///
    /// It keeps BGZF, with a member every 64 KiB or less, from giving a frame for each of them.
    public var starts: UInt64

    /// Makes a spacing; the usual one is 2 MiB between seek points and 64 KiB between members or frames.
    public init(seekPoints: UInt64 = 2 << 20, starts: UInt64 = 64 << 10) {
        self.seekPoints = seekPoints
        self.starts = starts
    }
}

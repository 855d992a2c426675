import Archives
import SystemPackage

/// A file that is to be packed, and where to.
struct PlannedPack: Sendable {
    let source: FilePath
    /// As the file was when it was looked at first: it is packed only as long as it stays so.
    let status: FileStatus
    let target: FilePath

    /// Whether the packed file takes the original's own name.
    var isInPlace: Bool { source == target }

    func isUnchanged(_ now: FileStatus) -> Bool { now == status }

    /// Removes the original, if it is another file than the packed one. Gives why it did not, nil when all is done.
    func removeOriginal() throws(ArchiveError) -> String? {
        guard !isInPlace else { return nil }
        return switch try source.removeFile(ifStill: status) {
        case .removed: nil
        case .left: "it has changed since it was packed as \(target): both are kept"
        case .displaced(let path):
            """
            it has changed since it was packed as \(target), and a new file has come in its place: it is kept as \
            \(path)
            """
        }
    }

    /// The name of the packed file: `x.log`, `x.log.gz` and `x.log.zst` become `x.log.zst`. An ending counts only where
    /// the content bears it out.
    static func name(for name: [UInt8], _ codec: Codec) -> [UInt8] {
        codec.stem(of: name) + Codec.packed.ending
    }
}

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
        guard !isInPlace, try !source.removeFile(ifStill: status) else { return nil }
        return "it has changed since it was packed as \(target): both are kept"
    }

    /// The name of the packed file: `x.log`, `x.log.gz` and `x.log.zst` become `x.log.zst`. An ending counts only where
    /// the content bears it out.
    static func name(for name: String, _ codec: Codec) -> String {
        switch codec {
        case .plain: name + ".zst"
        case .gzip: (name.hasSuffix(".gz") && name.count > 3 ? String(name.dropLast(3)) : name) + ".zst"
        case .zstd: name.hasSuffix(".zst") ? name : name + ".zst"
        }
    }
}

import Archives
import IndexModel
import SystemPackage

/// A file that is cut off and lies beside a whole copy of the same archive, as a transfer that was broken off leaves it.
extension ArchiveJob {
    /// The archives that this one may turn out to be the beginning of; none where it was read whole.
    var possibleOriginals: [ArchiveEntry] {
        guard isCutOff else { return [] }
        let length = entry.provenLength
        return planned.candidates.filter { $0.isWhole && $0.provenLength >= length }
    }

    /// Whether the file was new, and its stream ends too early: what is missing is nowhere in it.
    private var isCutOff: Bool {
        let progress = currentProgress
        return !isRecognised && planned.entry.locations.isEmpty && progress.isFinished
            && progress.tear?.kind == .truncated
    }

    /// The original with this file as another of its locations, if all that could be read of the file stands at the beginning
    /// of the original, byte for byte. Reads as much of the original. Nil where it does not, or cannot be read.
    func asLocation(of original: ArchiveEntry) -> ArchiveEntry? {
        let mine = entry
        guard let location = mine.locations.first else { return nil }
        for source in original.locations where source.isPresent && original.isReadWhole(source) {
            guard let file = try? ArchiveFile(at: FilePath(bytes: source.path)),
                file.status.isSameContent(as: source.status),
                let hashed = try? HashedContent(ofFirst: mine.provenLength, of: file), !file.hasShrunk
            else { continue }
            guard hashed == mine.content else { return nil }
            var entry = original
            entry.locations.append(location)
            return entry
        }
        return nil
    }
}

extension HashedContent {
    /// That of the first decoded bytes of a file. Throws when a library is out of memory.
    fileprivate init(ofFirst length: UInt64, of file: ArchiveFile) throws(ArchiveError) {
        var decoder = try StreamDecoder(file)
        var hasher = try ContentHasher()
        var text: [UInt8] = []
        while hasher.length < length {
            let offset = decoder.decodedOffset
            text.removeAll(keepingCapacity: true)
            let status = try decoder.decode(Int(min(length - hasher.length, 1 << 18)), appendingTo: &text)
            hasher.update(text.span, at: offset)
            guard status == .more else { break }
        }
        self.init(hasher)
    }
}

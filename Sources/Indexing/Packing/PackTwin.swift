import Archives
import SystemPackage

/// A file beside which a packed file of its name lies already: that of a run which was killed before it removed the
/// original, of one that kept it, or something else.
struct PackTwin {
    let planned: PlannedPack

    enum Outcome: Equatable {
        /// The packed file holds what the original does, which is removed now if that was asked for.
        case finished
        case left(String)
    }

    /// Nothing is removed before both were decoded and compared.
    func run(removing: Bool) throws(ArchiveError) -> Outcome {
        let source = try ArchiveFile(at: planned.source, windowLimit: PackOptions.windowLimit)
        let target = try ArchiveFile(at: planned.target)
        guard target.seekTable() != nil else { return .left(inTheWay) }
        guard removing else {
            // A packed file has its original's time.
            let isCopy = target.status.modificationTime == source.status.modificationTime
            return isCopy ? .finished : .left(inTheWay)
        }
        guard planned.isUnchanged(source.status), try source.holdsSameText(as: target) else { return .left(inTheWay) }
        return try planned.removeOriginal().map { .left($0) } ?? .finished
    }

    private var inTheWay: String {
        "\(planned.target) is there already and holds something else: move it away, or choose another directory"
    }
}

extension ArchiveFile {
    /// Decoded bytes compared at a time.
    private static let comparedPiece = 1 << 20

    /// Whether both decode to the same bytes, to their clean ends. Throws when a library is out of memory.
    func holdsSameText(as other: ArchiveFile) throws(ArchiveError) -> Bool {
        var mine = try StreamDecoder(self)
        var others = try StreamDecoder(other)
        var text: [UInt8] = []
        var otherText: [UInt8] = []
        while true {
            text.removeAll(keepingCapacity: true)
            otherText.removeAll(keepingCapacity: true)
            let status = try mine.decode(ArchiveFile.comparedPiece, appendingTo: &text)
            let otherStatus = try others.decode(ArchiveFile.comparedPiece, appendingTo: &otherText)
            guard Fingerprint(of: text.span) == Fingerprint(of: otherText.span) else { return false }
            switch (status, otherStatus) {
            case (.more, .more): continue
            case (.end, .end): return true
            // One of them may need another call to see its end.
            case (.more, .end), (.end, .more): if text.isEmpty { return false }
            default: return false
            }
        }
    }
}

import Archives
import LogIndex

/// What there is to say about one archive.
struct ArchiveStatus {
    let entry: ArchiveEntry
    /// The most decoded bytes without a place where decoding can start.
    let longestFrame: UInt64

    /// Decoding more than this for one record is felt: some hundredths of a second.
    private static let slowFrame: UInt64 = 32 << 20

    init(_ entry: ArchiveEntry, longestFrame: UInt64) {
        self.entry = entry
        self.longestFrame = longestFrame
    }

    /// Whether lookups can rely on the archive, as far as the catalog knows.
    var isInOrder: Bool { entry.isWhole && isPresent }
    var isPresent: Bool { entry.locations.contains(where: \.isPresent) }
    /// The file that is looked at first.
    var location: ArchiveLocation? { entry.locations.first { $0.isPresent } ?? entry.locations.first }
    var codec: Codec? { location.flatMap { Codec(rawValue: $0.codec) } }
    /// Whether a lookup has to decode a long way to a record.
    var isSlow: Bool { codec != .plain && longestFrame > ArchiveStatus.slowFrame }

    /// What is wrong, and what an administrator should know.
    var remarks: [String] {
        var remarks: [String] = []
        if let problem = entry.problem { remarks.append(problem.text) }
        if !isPresent { remarks.append("the file is gone") }
        if isSlow {
            remarks.append(
                "slow to look up in: \(Amounts.bytes(longestFrame)) without a place to start decoding; "
                    + "rewrite it as seekable .zst")
        }
        if entry.counts.records > 0, entry.counts.directKeys == 0 {
            remarks.append("no message-IDs in it: set LOG_MESSAGE_ID=1 in the MTA's option file")
        }
        if entry.counts.records > 0, entry.counts.pivotedKeys == 0 {
            remarks.append("no queue files in it: set LOG_FILENAME=1 in the MTA's option file")
        }
        if entry.counts.oversizedRecords > 0 {
            remarks.append("\(Amounts.count(entry.counts.oversizedRecords, "record")) longer than 16 MiB, cut there")
        }
        return remarks
    }
}

extension ArchiveEntry {
    /// The file that is looked at first.
    var path: String { (locations.first { $0.isPresent } ?? locations.first)?.path ?? "?" }
}

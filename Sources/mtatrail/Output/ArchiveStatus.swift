import Archives
import IndexModel
import MTALog
import Printing

/// What there is to say about one archive.
struct ArchiveStatus {
    let entry: ArchiveEntry
    /// The most decoded bytes without a place where decoding can start.
    let longestFrame: UInt64

    init(_ entry: ArchiveEntry, longestFrame: UInt64) {
        self.entry = entry
        self.longestFrame = longestFrame
    }

    /// Whether lookups can rely on the archive, as far as the catalog knows.
    var isInOrder: Bool { entry.isWhole && entry.isPresent }
    /// The file that is looked at first.
    var location: ArchiveLocation? { entry.locations.first { $0.isPresent } ?? entry.locations.first }
    var codec: Codec? { location.flatMap { Codec(rawValue: $0.codec) } }
    /// Whether a lookup has to decode a long way to a record.
    var isSlow: Bool { longestFrame > codec?.quicklyDecodedLength ?? .max }

    /// What is wrong, and what an administrator should know.
    var remarks: [String] {
        var remarks: [String] = []
        if let problem = entry.problem { remarks.append(problem.text) }
        for location in entry.locations where location.isPresent && entry.problem != location.problem {
            if let problem = location.problem {
                remarks.append("the copy \(EscapedText.line(location.path)) is \(problem.text)")
            }
        }
        if !entry.isPresent {
            let isThere = entry.locations.contains(where: \.isPresent)
            remarks.append(isThere ? "what is left of it is only a part" : "the file is gone")
        }
        if isSlow {
            remarks.append(
                "slow to look up in: \(Amounts.bytes(longestFrame)) without a place to start decoding; "
                    + "rewrite it with 'mtatrail pack'")
        }
        for words in KeyFamilyWords.all {
            guard let option = words.option, lacks(entry.counts.keys(of: words.family), option.layoutName) else {
                continue
            }
            remarks.append("no \(words.plural) in it: set \(option.name)=1 in the MTA's option file")
        }
        return remarks
    }

    /// Whether records are without a kind of key: none was found, or what was found is in fields of another kind.
    private func lacks(_ keys: UInt64, _ option: String) -> Bool {
        guard entry.counts.records > 0 else { return false }
        // The layout of a text format is `1 filename,message-id`; the others have names for their fields.
        let words = entry.layout?.name.split(separator: " ") ?? []
        guard let format = words.first, ["1", "2", "3"].contains(format) else { return keys == 0 }
        return keys == 0 || !words.dropFirst().joined().split(separator: ",").contains(Substring(option))
    }
}

extension ArchiveEntry {
    /// The file that is looked at first.
    var path: [UInt8] { (locations.first { $0.isPresent } ?? locations.first)?.path ?? Array("?".utf8) }
}

import Archives
import LogIndex
import MTALog

/// The status for people: a table, what is wrong, the whole.
enum StatusTable {
    private static let headings = ["from", "to", "records", "decoded", "file", "codec", "layout", "fit", "archive"]
    /// Numbers stand right.
    private static let rightAligned: Set<Int> = [2, 3, 4, 7]

    static func report(_ archives: [ArchiveEntry], _ summary: IndexSummary) -> [UInt8] {
        var text = table([headings] + archives.map(cells))
        for archive in archives {
            for remark in archive.remarks { text += "\(EscapedText.line(Array(archive.path.utf8))): \(remark)\n" }
        }
        return Array((text + total(summary)).utf8)
    }

    private static func cells(_ archive: ArchiveEntry) -> [String] {
        let location = archive.locations.first
        return [
            moment(archive.counts.firstMoment), moment(archive.counts.lastMoment),
            Amounts.count(archive.counts.records), Amounts.bytes(archive.indexedLength),
            Amounts.bytes(location?.size ?? 0), location.flatMap { Codec(rawValue: $0.codec)?.name } ?? "?",
            archive.layout?.name ?? "-", archive.layout.map { "\(Amounts.decimal($0.share * 100)) %" } ?? "-",
            EscapedText.line(Array(archive.path.utf8)),
        ]
    }

    /// To the minute.
    private static func moment(_ hundredths: Int64?) -> String {
        guard let hundredths else { return "-" }
        let text = Stamp(hundredths: hundredths).description
        return String(text.prefix(10)) + " " + String(text.dropFirst(11).prefix(5))
    }

    private static func table(_ rows: [[String]]) -> String {
        let widths = headings.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var text = ""
        for row in rows {
            let cells = row.indices.map { column in
                // The last column is as long as it is.
                column + 1 == row.count
                    ? row[column] : padded(row[column], widths[column], rightAligned.contains(column))
            }
            text += cells.joined(separator: "  ") + "\n"
        }
        return text
    }

    private static func padded(_ cell: String, _ width: Int, _ isRight: Bool) -> String {
        let blanks = String(repeating: " ", count: width - cell.count)
        return isRight ? blanks + cell : cell + blanks
    }

    private static func total(_ summary: IndexSummary) -> String {
        let perRecord = summary.bytesPerRecord.map { ", \(Amounts.decimal($0)) bytes a record" } ?? ""
        return "\(Amounts.count(summary.archives, "archive")), \(Amounts.count(summary.counts.records, "record")), "
            + "\(Amounts.bytes(summary.decodedBytes)) of log in \(Amounts.bytes(summary.fileBytes)) of files; "
            + "index \(Amounts.bytes(summary.indexBytes))\(perRecord), \(Amounts.count(summary.runs, "run"))\n"
    }
}

extension ArchiveEntry {
    /// The file that is looked at first.
    var path: String { (locations.first { $0.isPresent } ?? locations.first)?.path ?? "?" }
}

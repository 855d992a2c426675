import Archives
import IndexModel
import MTALog
import Printing

/// The status for people: for each archive its files, a line of a table, its layout and what is wrong; then the whole.
/// The table fits 80 columns.
struct StatusTable {
    let colors: Bool

    private static let headings = ["from", "to", "records", "decoded", "file", "codec"]
    /// Wide enough for all but enormous archives.
    private static let widths = [16, 16, 11, 10, 10, 5]
    /// Numbers stand right.
    private static let rightAligned: Set<Int> = [2, 3, 4]

    func report(_ archives: [ArchiveStatus], _ summary: IndexSummary) -> [UInt8] {
        var text = ""
        if !archives.isEmpty { text += "archive\n" + StatusTable.row(StatusTable.headings) }
        for archive in archives { text += lines(archive) }
        return Array((text + unread(summary.inputs) + total(summary)).utf8)
    }

    private func lines(_ archive: ArchiveStatus) -> String {
        var text = paint(EscapedText.line(archive.entry.path), .bold) + "\n"
        for location in archive.entry.locations where location.path != archive.entry.path {
            let state = location.isPresent ? "also" : "once"
            text += "  \(state) \(EscapedText.line(location.path))\n"
        }
        text += StatusTable.row(cells(archive))
        if let layout = archive.entry.layout {
            text +=
                "  format \(EscapedText.line(Array(layout.name.utf8))): "
                + "\(Amounts.decimal(layout.share * 100)) % of records fit\n"
        }
        for remark in archive.remarks { text += "  " + paint("! \(remark)", .red) + "\n" }
        return text
    }

    /// What may hold records and is not in the index.
    private func unread(_ inputs: IndexInputs) -> String {
        let unread = inputs.unread.prefix(inputs.unreadCount)
        guard !unread.isEmpty else { return "" }
        return unread.reduce("not in the index\n") { text, input in
            text + paint(EscapedText.line(input.path), .bold) + "\n  " + paint("! \(input.reason)", .red) + "\n"
        }
    }

    private func cells(_ archive: ArchiveStatus) -> [String] {
        let counts = archive.entry.counts
        return [
            counts.firstMoment.map(minute) ?? "-", counts.lastMoment.map(minute) ?? "-",
            Amounts.count(counts.records), Amounts.bytes(archive.entry.indexedLength),
            Amounts.bytes(archive.location?.size ?? 0), archive.codec?.name ?? "?",
        ]
    }

    private func minute(_ hundredths: Int64) -> String { Stamp(hundredths: hundredths).dateAndMinute }

    private static func row(_ cells: [String]) -> String {
        let padded = cells.indices.map { column in
            let blanks = String(repeating: " ", count: max(0, widths[column] - cells[column].count))
            return rightAligned.contains(column) ? blanks + cells[column] : cells[column] + blanks
        }
        return ("  " + padded.joined(separator: " ")).withoutTrailingBlanks + "\n"
    }

    private func total(_ summary: IndexSummary) -> String {
        let perRecord = summary.bytesPerRecord.map { ", \(Amounts.decimal($0)) bytes a record" } ?? ""
        let free =
            summary.storage.freeBytes > summary.storage.bytes / 8
            ? " (\(Amounts.bytes(summary.storage.freeBytes)) of it free)" : ""
        return "\(Amounts.count(summary.archives, "archive")), \(Amounts.count(summary.counts.records, "record")), "
            + "\(Amounts.bytes(summary.decodedBytes)) of log in \(Amounts.bytes(summary.fileBytes)) of files\n"
            + inputs(summary.inputs)
            + "index \(Amounts.bytes(summary.storage.bytes))\(free)\(perRecord), \(Amounts.count(summary.storage.runs, "run"))\n"
    }

    private func inputs(_ inputs: IndexInputs) -> String {
        let (unread, notLogs) = (inputs.unreadCount, inputs.unread.count - inputs.unreadCount)
        var parts: [String] = []
        if unread > 0 { parts.append("\(Amounts.count(unread, "input")) not in the index") }
        if notLogs > 0 { parts.append("\(Amounts.count(notLogs, "file")) that \(notLogs == 1 ? "is" : "are") no log") }
        return parts.isEmpty ? "" : parts.joined(separator: ", ") + "\n"
    }

    /// How a terminal shows text.
    private enum Paint: String {
        case bold = "1"
        case red = "31"
    }

    private func paint(_ text: String, _ paint: Paint) -> String {
        colors ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
    }
}

extension String {
    fileprivate var withoutTrailingBlanks: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

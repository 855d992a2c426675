import Archives
import IndexModel
import MTALog
import Printing

/// The status for programs: an object for each archive, then one for the index.
enum StatusJSON {
    static func report(_ archives: [ArchiveStatus], _ summary: IndexSummary) -> [UInt8] {
        var json = JSONWriter()
        for archive in archives { append(archive, to: &json) }
        append(summary, to: &json)
        return json.bytes
    }

    private static func append(_ archive: ArchiveStatus, to json: inout JSONWriter) {
        var exact = ExactBytes()
        json.beginObject()
        exact.add("archive", archive.entry.path, to: &json)
        exact.add("locations", list: archive.entry.locations.filter(\.isPresent).map(\.path), to: &json)
        json.add("present", archive.entry.isPresent)
        if let location = archive.location {
            json.add("codec", archive.codec?.name ?? "unknown")
            json.add("file_bytes", location.size)
        }
        json.add("decoded_bytes", archive.entry.indexedLength)
        append(archive.entry.counts, to: &json)
        json.add("longest_frame", archive.longestFrame)
        json.add("slow", archive.isSlow)
        if let layout = archive.entry.layout {
            json.add("layout", layout.name)
            json.add("layout_records", layout.records)
            json.add("layout_fitting", layout.fitting)
        }
        if let problem = archive.entry.problem {
            json.add("problem", problem.text)
            json.add("problem_kind", problem.kind.name)
            json.add("problem_offset", problem.offset)
        }
        json.beginArray("remarks")
        for remark in archive.remarks { json.addElement(remark) }
        json.endArray()
        exact.end(to: &json)
        json.endObject()
        json.endLine()
    }

    private static func append(_ summary: IndexSummary, to json: inout JSONWriter) {
        json.beginObject()
        json.add("archives", summary.archives)
        json.add("runs", summary.storage.runs)
        json.add("index_bytes", summary.storage.bytes)
        json.add("index_bytes_free", summary.storage.freeBytes)
        if let perRecord = summary.bytesPerRecord { json.add("index_bytes_per_record", tenthsOf: perRecord) }
        json.add("file_bytes", summary.fileBytes)
        json.add("decoded_bytes", summary.decodedBytes)
        append(summary.counts, to: &json)
        append(summary.inputs, to: &json)
        json.endObject()
        json.endLine()
    }

    private static func append(_ inputs: IndexInputs, to json: inout JSONWriter) {
        var exact = ExactBytes()
        exact.add("roots", list: inputs.roots, to: &json)
        exact.add("exclusions", list: inputs.exclusions, to: &json)
        json.add("not_logs", inputs.unread.count - inputs.unreadCount)
        json.beginArray("unread")
        for input in inputs.unread.prefix(inputs.unreadCount) {
            var exact = ExactBytes()
            json.beginElement()
            exact.add("path", input.path, to: &json)
            json.add("reason", input.reason)
            exact.end(to: &json)
            json.endObject()
        }
        json.endArray()
        exact.end(to: &json)
    }

    private static func append(_ counts: ArchiveCounts, to json: inout JSONWriter) {
        json.add("records", counts.records)
        for words in KeyFamilyWords.all { json.add(words.member, counts.keys(of: words.family)) }
        if let first = counts.firstMoment { json.add("first_time", Stamp(hundredths: first).description) }
        if let last = counts.lastMoment { json.add("last_time", Stamp(hundredths: last).description) }
    }
}

extension ArchiveProblem.Kind {
    /// Its name for programs.
    fileprivate var name: String {
        switch self {
        case .unfinished: "unfinished"
        case .truncated: "truncated"
        case .corrupt: "corrupt"
        case .undecodable: "undecodable"
        case .recordsCut: "records-cut"
        }
    }
}

import Archives
import LogIndex
import MTALog

/// The status for programs: an object for each archive, then one for the index.
enum StatusJSON {
    static func report(_ archives: [ArchiveEntry], _ summary: IndexSummary) -> [UInt8] {
        var json = JSONWriter()
        for archive in archives { append(archive, to: &json) }
        append(summary, to: &json)
        return json.bytes
    }

    private static func append(_ archive: ArchiveEntry, to json: inout JSONWriter) {
        json.beginObject()
        json.add("archive", archive.path)
        json.add("present", archive.locations.contains { $0.isPresent })
        if let location = archive.locations.first {
            json.add("codec", Codec(rawValue: location.codec)?.name ?? "unknown")
            json.add("file_bytes", location.size)
        }
        json.add("decoded_bytes", archive.indexedLength)
        append(archive.counts, to: &json)
        if let layout = archive.layout {
            json.add("layout", layout.name)
            json.add("layout_records", layout.records)
            json.add("layout_fitting", layout.fitting)
        }
        if let problem = archive.problem { json.add("problem", problem.text) }
        json.endObject()
        json.endLine()
    }

    private static func append(_ summary: IndexSummary, to json: inout JSONWriter) {
        json.beginObject()
        json.add("archives", summary.archives)
        json.add("runs", summary.runs)
        json.add("index_bytes", summary.indexBytes)
        json.add("file_bytes", summary.fileBytes)
        json.add("decoded_bytes", summary.decodedBytes)
        append(summary.counts, to: &json)
        json.endObject()
        json.endLine()
    }

    private static func append(_ counts: ArchiveCounts, to json: inout JSONWriter) {
        json.add("records", counts.records)
        json.add("message_ids", counts.directKeys)
        json.add("queue_files", counts.pivotedKeys)
        if let first = counts.firstMoment { json.add("first_time", Stamp(hundredths: first).description) }
        if let last = counts.lastMoment { json.add("last_time", Stamp(hundredths: last).description) }
    }
}

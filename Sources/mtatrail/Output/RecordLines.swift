import Archives
import MTALog
import Printing
import SystemPackage
import Tracing

/// Writes the records of archives to standard output, a JSON object a line.
final class RecordLines {
    private let filter: RecordFilter
    private let showsRaw: Bool
    private let parser: RecordParser
    private var json = JSONWriter()

    private static let flushLength = 256 << 10

    /// - Parameter parser: what is known before an archive's first record is seen.
    init(_ filter: RecordFilter, showsRaw: Bool, parser: RecordParser) {
        self.filter = filter
        self.showsRaw = showsRaw
        self.parser = parser
    }

    /// Prints the records of one archive that are wanted.
    ///
    /// - Parameters:
    ///   - path: what messages call it.
    ///   - archive: what its records call it, nil for nothing.
    ///   - onlyLogs: pass over it, and say so, when its first chunk has no line that begins as a record does.
    func print(
        _ input: consuming ArchiveInput, of path: FilePath, archive: FilePath?, onlyLogs: Bool = false
    ) throws -> ExitStatus {
        let name = archive.map(\.bytes)
        var stream = RecordStream(input, parser: parser)
        var isFirst = true
        while try stream.readChunk() {
            if onlyLogs, isFirst, !stream.hasRecordStart {
                Messages.say("skipped \(path.shown): no message log")
                return .incomplete
            }
            isFirst = false
            try stream.forEachRecord { record, offset, text in
                guard filter.admits(record) else { return }
                RecordJSON.appendLine(
                    record, key: nil, archive: name, offset: offset,
                    raw: text.extracting(first: showsRaw ? text.count : 0), to: &json)
                if json.bytes.count >= RecordLines.flushLength { try flush() }
            }
        }
        return outcome(stream.tear, stream.oversizedRecords, path)
    }

    func flush() throws {
        try StandardOutput.write(json.bytes)
        json.removeAll()
    }

    private func outcome(_ tear: Tear?, _ oversizedRecords: Int, _ path: FilePath) -> ExitStatus {
        if oversizedRecords > 0 {
            Messages.say("\(path.shown): \(Amounts.count(oversizedRecords, "record")) beyond 16 MiB cut there")
        }
        guard let tear else { return .success }
        Messages.say("\(path.shown): \(tear)")
        return .incomplete
    }
}

import MTALog
import SystemPackage
import Tracing

/// Writes found records to standard output: a pipe gets their exact bytes, a terminal text that cannot command it.
final class RecordPrinter {
    enum Style {
        case raw
        /// Archive and decoded offset before each record.
        case withArchive
        case json
    }

    private let style: Style
    private let isTerminal: Bool
    private let colors: Bool
    private var buffer: [UInt8] = []
    private var json = JSONWriter()

    private static let flushLength = 64 << 10

    init(_ style: Style, isTerminal: Bool, colors: Bool) {
        self.style = style
        self.isTerminal = isTerminal
        self.colors = colors
    }

    /// Writes the records that a key was found in.
    func print(_ records: [FoundRecord], key: [UInt8]) throws {
        for record in records {
            switch style {
            case .raw: append(record.bytes)
            case .withArchive:
                buffer += prefix(record).utf8
                append(record.bytes)
            case .json: appendJSON(record, key: key)
            }
            if buffer.count >= RecordPrinter.flushLength { try flush() }
        }
        // Whoever reads keys one by one wants each answer at once.
        if isTerminal { try flush() }
    }

    func flush() throws {
        try StandardOutput.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private func append(_ bytes: [UInt8]) {
        if isTerminal { buffer += EscapedText.lines(bytes.withoutCarriageReturns).utf8 } else { buffer += bytes }
        // The last record of an archive may have no line end of its own.
        if buffer.last != 0x0a { buffer.append(0x0a) }
    }

    private func prefix(_ record: FoundRecord) -> String {
        let path = isTerminal ? EscapedText.line(Array(record.path.string.utf8)) : record.path.string
        guard colors else { return "\(path):\(record.offset):" }
        return "\u{1B}[35m\(path)\u{1B}[0m:\u{1B}[32m\(record.offset)\u{1B}[0m:"
    }

    private func appendJSON(_ record: FoundRecord, key: [UInt8]) {
        json.beginObject()
        json.add(JSONName.key, key)
        json.add(JSONName.archive, record.path.string)
        json.add(JSONName.offset, record.offset)
        if let fields = record.fields { RecordJSON.appendMembers(of: fields, to: &json) }
        json.addRaw(record.bytes.span)
        json.endObject()
        json.endLine()
        buffer += json.bytes
        json.removeAll()
    }
}

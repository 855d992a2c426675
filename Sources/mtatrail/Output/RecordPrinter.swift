import Archives
import Printing
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

    /// Writes a record that a key was found in.
    func print(_ record: FoundRecord, key: [UInt8]) throws {
        switch style {
        case .raw: append(record.bytes)
        case .withArchive:
            appendPrefix(record)
            append(record.bytes)
        case .json: appendJSON(record, key: key)
        }
        if buffer.count >= RecordPrinter.flushLength { try flush() }
    }

    /// Ends what is written of one key: whoever reads keys one by one wants each answer at once.
    func endAnswer() throws {
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

    /// Archive and offset; a pipe gets the path's exact bytes.
    private func appendPrefix(_ record: FoundRecord) {
        let path = isTerminal ? Array(EscapedText.line(record.path.bytes).utf8) : record.path.bytes
        if colors { buffer += "\u{1B}[35m".utf8 }
        buffer += path
        buffer += (colors ? "\u{1B}[0m:\u{1B}[32m\(record.offset)\u{1B}[0m:" : ":\(record.offset):").utf8
    }

    private func appendJSON(_ record: FoundRecord, key: [UInt8]) {
        RecordJSON.appendLine(
            record.fields, key: key, archive: record.path.bytes, offset: record.offset, raw: record.bytes.span,
            to: &json)
        buffer += json.bytes
        json.removeAll()
    }
}

import Archives
import IndexModel
import LMDBIndex
import MTALog
import Printing
import SystemPackage
import Tracing

/// What `lookup` is asked for, and the answering of it.
struct LookupRequest {
    var query: KeyQuery
    var index: Store
    var exact = false
    var wholeMessage = false
    var style = RecordPrinter.Style.raw
    /// The LOG_* options that the log was written with, where someone knows them.
    var layout: LayoutOptions?
    var color = ColorChoice.auto

    /// Prints what is found and says what is not.
    func run() throws -> ExitStatus {
        let reader = try index.reader()
        guard !wholeMessage else { return try printMessages(reader) }
        // Only JSON tells fields; without it nobody pays for them.
        let parser = style == .json ? RecordParser(stated: layout) : nil
        var lookup = try Lookup(try reader.snapshot(), parser: parser)
        try IndexDirectory.requireArchives(lookup.archiveCount, in: index)
        let printer = RecordPrinter(style, isTerminal: Terminal.isOutput, colors: color.isOn)
        var outcomes = KeyOutcomes()
        let status = try query.forEachGroup { try look(upAll: $0, &lookup, printer, &outcomes) }
        try printer.flush()
        return status
    }
    /// Prints the records of whole messages.
    private func printMessages(_ reader: borrowing Store.Reader) throws -> ExitStatus {
        var tracer = try Tracer(try reader.snapshot(), layout: layout)
        try IndexDirectory.requireArchives(tracer.archiveCount, in: index)
        let printer = RecordPrinter(style, isTerminal: Terminal.isOutput, colors: color.isOn)
        var outcomes = KeyOutcomes()
        let status = try query.forEach { key in
            guard let pattern = query.pattern(key, exact: exact) else { return .failure }
            let (answer, isWhole) = try tracer.records(of: pattern, in: query.span)
            for record in answer.records { try printer.print(record, key: key) }
            try printer.endAnswer()
            if !isWhole {
                Messages.say("'\(EscapedText.line(key))' has more records than are collected: not all are printed")
            }
            let unread = KeyOutcomes.Unread(archives: answer.unread, places: answer.unreadPlaces)
            let outcome = try outcomes.conclude(key, found: !answer.records.isEmpty, unread) { try tracer.coverage() }
            return isWhole ? outcome : .failure
        }
        try printer.flush()
        return status
    }

    /// Looks up keys that are at hand together, so that no archive is decoded for each of them anew.
    private func look(
        upAll group: [[UInt8]], _ lookup: inout Lookup<Store.Reader.Snapshot>, _ printer: RecordPrinter,
        _ outcomes: inout KeyOutcomes
    ) throws -> ExitStatus {
        var status = ExitStatus.success
        let patterns = group.map { query.pattern($0, exact: exact) }
        var prepared = 0
        for (number, key) in group.enumerated() {
            guard let pattern = patterns[number] else {
                status = status.or(.failure)
                continue
            }
            if prepared == 0 { prepared = try lookup.prepare(for: patterns[number...].compactMap(\.self)) }
            prepared -= 1
            var results = try lookup.results(of: pattern, in: query.span)
            while let record = try lookup.next(of: &results) { try printer.print(record, key: key) }
            try printer.endAnswer()
            let unread = KeyOutcomes.Unread(archives: try lookup.unread(of: results), places: results.unreadPlaces)
            let outcome = try outcomes.conclude(key, found: results.count > 0, unread) { try lookup.coverage() }
            status = status.or(outcome)
        }
        return status
    }
}

extension LookupRequest {
    /// Reads `lookup [--index DIR] KEY...`; nil for every other command line.
    init?(plain arguments: [[UInt8]]) {
        guard let plain = PlainArguments(arguments, of: "lookup"), !plain.words.isEmpty else { return nil }
        self.init(query: KeyQuery(keys: plain.words), index: plain.store)
    }
}

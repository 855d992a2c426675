import ByteScanning
import Foundation
import IndexModel
import LMDBIndex
import MTALog
import SystemPackage
import TestSupport

@testable import Tracing

/// All the records of a log's text, with their fields, as one archive holds them.
func foundRecords(
    in text: [UInt8], archive: UInt64 = 1, path: String = "/log/mail.log", stated: LayoutOptions? = nil
) -> [FoundRecord] {
    var ranges: [Range<Int>] = []
    var scanner = RecordScanner(text.span, startsIn: text.indices, knownStart: true)
    while let record = scanner.next(in: text.span) { ranges.append(record) }
    var parser = RecordParser(stated: stated)
    parser.learn(from: text.span, records: ranges)
    return ranges.map { range in
        var fields = LogRecord()
        parser.parse(range, in: text.span, into: &fields)
        return FoundRecord(
            stamp: fields.stamp, archive: ArchiveID(archive), path: FilePath(path), offset: UInt64(range.lowerBound),
            bytes: Array(text[range]), fields: fields)
    }
}

/// The bytes of a file in the fixtures.
func fixture(_ name: String) throws -> [UInt8] {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return Array(try Data(contentsOf: package.appending(path: "fixtures").appending(path: name)))
}

/// Indexes archives and opens the index for traces.
func withTracer(
    of archives: [[UInt8]], layout: LayoutOptions? = nil, _ body: (inout Tracer<Snapshot>) throws -> Void
) throws {
    try withTemporaryDirectory { directory in
        let paths = try archives.enumerated().map { number, bytes in
            let path = directory.appending("mail.log.\(100 + number)")
            try write(bytes, to: path)
            return path
        }
        try index(paths, in: directory.appending("ix"))
        var tracer = try Tracer(try IndexReader(directory.appending("ix")).snapshot(), layout: layout)
        try body(&tracer)
    }
}

extension Tracer where Snapshot: ~Copyable {
    mutating func answer(_ key: String, related: Bool = false) throws -> TraceAnswer {
        try answer(try KeyPattern(Array(key.utf8)), related: related)
    }
}

extension [UInt8] {
    var text: String { String(decoding: self, as: UTF8.self) }
}

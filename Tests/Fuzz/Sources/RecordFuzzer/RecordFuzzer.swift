import MTALog
import Printing

/// Throws bytes at the grammar. Whatever they are, nothing may crash, the records must cover the text but for NULs, a
/// text scanned in two parts must give the same ones, and the fast key extraction must give every key that the full parse
/// finds.
@main
struct RecordFuzzer {
    static func main() {
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        _ = runDriver(&count, &arguments) { fuzzOneInput($0, $1) }
    }

    static func check(_ bytes: [UInt8]) {
        let text = bytes.span
        var scanner = RecordScanner(text, startsIn: text.indices, knownStart: true)
        var records: [Range<Int>] = []
        var end = 0
        while let record = scanner.next(in: text) {
            expect(bytes[end..<record.lowerBound].allSatisfy { $0 == 0 }, "a gap before \(record)")
            end = record.upperBound
            records.append(record)
        }
        expect(bytes[end...].allSatisfy { $0 == 0 }, "the last record ends at \(end)")
        expect(inTwoParts(text) == records, "two parts give \(inTwoParts(text)), not \(records)")
        var parser = RecordParser()
        parser.learn(from: text, records: records)
        checkKeys(of: records, in: text, with: &parser)
    }

    private static func inTwoParts(_ text: Span<UInt8>) -> [Range<Int>] {
        let middle = text.count / 2
        var records: [Range<Int>] = []
        for part in [0..<middle, middle..<text.count] where !part.isEmpty {
            var scanner = RecordScanner(text, startsIn: part, knownStart: part.lowerBound == 0)
            while let record = scanner.next(in: text) { records.append(record) }
        }
        return records
    }

    private static func checkKeys(of records: [Range<Int>], in text: Span<UInt8>, with parser: inout RecordParser) {
        var extractor = KeyExtractor()
        var parsed = LogRecord()
        var json = JSONWriter()
        for record in records {
            parser.parse(record, in: text, into: &parsed)
            extractor.extract(record, in: text)
            for (kind, bytes) in parsed.keys {
                let isFound = extractor.keys.contains { key in
                    key.kind == kind && extractor.bytes(of: key, in: text).equals(bytes)
                }
                expect(isFound, "missed \(kind) '\(String(decoding: bytes, as: UTF8.self))'")
            }
            RecordJSON.append(parsed, to: &json)
            json.removeAll()
        }
    }
}

/// A precondition whose message survives optimisation.
private func expect(_ holds: Bool, _ message: @autoclosure () -> String) {
    if !holds { fatalError(message()) }
}

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    RecordFuzzer.check(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

extension Span<UInt8> {
    fileprivate func equals(_ bytes: [UInt8]) -> Bool {
        count == bytes.count && indices.allSatisfy { self[$0] == bytes[$0] }
    }
}

import Foundation
import Testing

@testable import MTALog

/// What fuzzing once found stays mended: the fast extraction gives every key that the full parse finds.
struct FuzzFindingsTests {
    private static var files: [URL] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fuzz/Findings")
        return (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    }

    @Test func thereAreFindings() {
        #expect(!Self.files.isEmpty)
    }

    @Test(arguments: Self.files) func noKeyIsMissed(file: URL) throws {
        let text = Array(try Data(contentsOf: file))
        var parser = RecordParser()
        let records = scan(text, text.indices)
        parser.learn(from: text.span, records: records)
        var extractor = KeyExtractor()
        var parsed = LogRecord()
        for record in records {
            parser.parse(record, in: text.span, into: &parsed)
            let found = ExtractedKeys(record, in: text, with: &extractor).keys
            for key in parsed.keys { #expect(found.contains(FoundKey(kind: key.kind, bytes: key.bytes))) }
        }
    }
}

import TestSupport
import Testing

@testable import MTALog

/// Some writers pad the action to a column of its own: the record is the same.
struct RecordHeaderTests {
    @Test(arguments: ["E 3", "E   3", "EEA 3", "EEA    3", "E           3"]) func thePaddingOfAnActionIsNoField(
        _ text: String
    ) {
        let line =
            "19-Jan-1998 10:31:05.00 tcp_local    ims-ms       \(text) a@b.uk rfc822;c@d.fr c@ims-ms "
            + "/q/ims-ms/ZZf0s690kN_y0.00 <1@b.uk>"
        let bytes = Array(line.utf8)
        var parser = RecordParser(stated: [.filename, .messageID])
        var record = LogRecord()
        parser.parse(bytes.indices, in: bytes.span, into: &record)
        #expect(record.kind == .message)
        #expect(record[.action]?.first == UInt8(ascii: "E"))
        #expect(record[.size].map { Array($0) } == Array("3".utf8))
        #expect(record[.envelopeFrom].map { Array($0) } == Array("a@b.uk".utf8))
        let found = ExtractedKeys(bytes)
        #expect(found.keys == [.file("f0s690kN_y0"), .id("1@b.uk")])
        #expect(found.isSure)
    }

    /// A name in capitals before a column of digits, as PMDF's Mailserv writes, is a channel and no action.
    @Test func aColumnIsNoPadding() {
        let line = Array("19-Jan-1998 10:31:05.00 node MAILSERV     101010101010 F 0 a@b.uk SEND x 3".utf8)
        let header = RecordHeader(line.span, in: line.indices)
        #expect(header.map { line[$0.action] } == Array("F".utf8)[...])
    }
}

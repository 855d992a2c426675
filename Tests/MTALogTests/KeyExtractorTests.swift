import MTALog
import SyntheticLogs
import Testing

/// In logs of which the truth is known, every key of every record is found.
struct KeyExtractorTests {
    private static let optionSets: [(name: String, options: LogOptions)] = [
        ("usual", .usual), ("keys only", [.filename, .messageID]),
        ("diagnostics", [.filename, .messageID, .diagnostics]), ("process", [.usual, .process]),
        ("node and process", [.usual, .node, .process]), ("notary", [.usual, .notary]),
        ("username", [.usual, .username]), ("envelope id", [.usual, .envelopeID]),
        ("envelope id, username", [.usual, .envelopeID, .username, .node]), ("all", .all),
        ("file names only", [.filename, .connectionRecords]), ("none", .none),
    ]

    @Test(arguments: optionSets.map(\.name), 0..<6 as Range<UInt64>)
    func findsEveryKey(options name: String, seed: UInt64) throws {
        let options = try #require(Self.optionSets.first { $0.name == name }).options
        var settings = TrafficSettings()
        settings.latin1MessageIDs = true
        settings.headerRecords = seed % 2 == 1
        var layout = SyntheticLogs.Layout()
        layout.folded = seed % 3 == 2
        layout.keepsTrailingBlanks = seed % 4 == 1
        layout.lineEnd = seed % 5 == 4 ? .carriageReturnLineFeed : .lineFeed
        let format: SyntheticLogs.LogFormat = seed == 3 ? .angleBrackets : .standard
        let log = SyntheticLog.text(
            seed: seed, records: 300, settings: settings, format: format, options: options, layout: layout)
        var extractor = KeyExtractor()
        for (record, range) in zip(log.records, scan(log.bytes, log.bytes.indices)) {
            let expected = record.keys(shownBy: options)
            let found = ExtractedKeys(range, in: log.bytes, with: &extractor)
            let line = String(decoding: log.bytes[range], as: UTF8.self)
            #expect(expected.isSubset(of: found.keys), "\(line)")
            // The id of a Message-ID header is a key too.
            guard found.isSure, record.kind != .header else { continue }
            // An envelope id cannot be told from a message-ID.
            let envelopeID = record.envelopeID.withoutBrackets
            let other = found.keys.subtracting(expected).filter { $0.bytes != envelopeID }
            #expect(other.isEmpty, "\(line)")
        }
    }

    /// The counts of format 3 and the names of formats 4 to 6 leave nothing open, whatever strangers write.
    @Test(arguments: [SyntheticLogs.LogFormat.counted, .xml, .json, .flatJSON], optionSets.map(\.name))
    func findsEveryKeyInOtherFormats(_ format: SyntheticLogs.LogFormat, options name: String) throws {
        let options = try #require(Self.optionSets.first { $0.name == name }).options
        var settings = TrafficSettings()
        settings.latin1MessageIDs = true
        let log = SyntheticLog.text(
            seed: UInt64(format.rawValue), records: 1000, settings: settings, format: format, options: options)
        var extractor = KeyExtractor()
        for (record, range) in zip(log.records, scan(log.bytes, log.bytes.indices)) {
            let found = ExtractedKeys(range, in: log.bytes, with: &extractor)
            // Elements and objects are in UTF-8, and what is none of it is written as if it were Latin-1.
            let expected = record.keys(shownBy: options).filter {
                format == .counted || $0.bytes.allSatisfy { $0 < 0x80 }
            }
            #expect(expected.isSubset(of: found.keys), "\(String(decoding: log.bytes[range], as: UTF8.self))")
        }
    }

    @Test func findsIDsWithoutQueueFilesByTheirBrackets() {
        let options: LogOptions = [.messageID, .diagnostics]
        let log = SyntheticLog.text(seed: 9, records: 1000, options: options)
        var extractor = KeyExtractor()
        for (record, range) in zip(log.records, scan(log.bytes, log.bytes.indices)) {
            guard record.messageIDs.allSatisfy({ $0.bytes.first == UInt8(ascii: "<") }) else { continue }
            let found = ExtractedKeys(range, in: log.bytes, with: &extractor)
            #expect(record.keys(shownBy: options).isSubset(of: found.keys))
        }
    }

    @Test(arguments: 10..<20 as Range<UInt64>)
    func isMostlySureInTheUsualLayout(seed: UInt64) {
        let log = SyntheticLog.text(seed: seed, records: 1000)
        var extractor = KeyExtractor()
        var (sure, all) = (0, 0)
        for (record, range) in zip(log.records, scan(log.bytes, log.bytes.indices)) {
            guard record.kind == .message else { continue }
            all += 1
            if ExtractedKeys(range, in: log.bytes, with: &extractor).isSure { sure += 1 }
        }
        #expect(all > 300)
        #expect(sure * 100 > all * 99, "\(sure) of \(all)")
    }

    /// Refused transactions and rejected commands have no queue file, often no id, and are many.
    @Test(arguments: [
        "tcp_local                 JE 0 a@b.uk rfc822; c@d.fr   [1.2.3.4] ([1.2.3.4]) 550 5.7.1 Relaying: c@d.fr",
        "tcp_local                 J 0  rfc822; c@d.fr",
        "tcp_local    ims-ms       VE 1 a@b.uk rfc822;c@d.fr c@ims-ms  <1@b.uk> m.b.uk (m.b.uk [1.2.3.4]) Reset",
        "tcp_local                 B 0   GET / HTTP/1.1   m.b.uk (m.b.uk [1.2.3.4]) 500 5.5.1 Unknown command",
    ])
    func isSureOfRefusals(record: String) {
        let found = ExtractedKeys("19-Jan-1998 10:31:05.00 " + record + "\n")
        #expect(found.isSure)
        #expect(
            found.keys.map { String(decoding: $0.bytes, as: UTF8.self) } == (record.contains("VE") ? ["1@b.uk"] : []))
    }

    /// What could be an id without brackets makes them unsure, and is given.
    @Test(arguments: [
        ("J 0 a@b.uk rfc822; c@d.fr  bare.id m.b.uk 550 No", "bare.id"),
        ("J 0 a@b.uk rfc822; c@d.fr   bare@b.uk 550 No", "bare@b.uk"),
        ("B 0   RCPT TO:<c@d.fr>   m.b.uk 500 No", "c@d.fr"),
        ("E 1 a@b.uk rfc822;c@d.fr c@d.fr <envelope@b.uk> bare@b.uk m.b.uk", "bare@b.uk"),
    ])
    func isNotSureOfOddPlaces(record: String, key: String) {
        let found = ExtractedKeys("19-Jan-1998 10:31:05.00 tcp_local                 " + record + "\n")
        #expect(!found.isSure)
        #expect(found.keys.contains { $0.bytes == Array(key.utf8) })
    }

    @Test func givesTheQueueFileOfASureRecordFirst() {
        let log = SyntheticLog.text(seed: 20, records: 300, options: .all)
        var extractor = KeyExtractor()
        for record in scan(log.bytes, log.bytes.indices) {
            extractor.extract(record, in: log.bytes.span)
            guard extractor.isSure else { continue }
            let kinds = extractor.keys.map(\.kind.rawValue)
            #expect(kinds == kinds.sorted(by: >))
        }
    }

    @Test func theBytesOfTheRecordAloneDecide() {
        let log = SyntheticLog.text(seed: 21, records: 200)
        var extractor = KeyExtractor()
        for record in scan(log.bytes, log.bytes.indices) {
            let inText = ExtractedKeys(record, in: log.bytes, with: &extractor)
            let alone = ExtractedKeys(Array(log.bytes[record]))
            #expect(inText.keys == alone.keys)
            #expect(inText.isSure == alone.isSure)
        }
    }

    @Test func connectionsHaveNoKeys() {
        let found = ExtractedKeys(
            "19-Feb-1998 17:02:08.70 tcp_local    +            O TCP|206.184.139.12|25|192.160.253.66|1244 SMTP\n")
        #expect(found.keys == [])
        #expect(found.isSure)
    }
}

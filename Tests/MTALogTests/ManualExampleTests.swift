import MTALog
import Testing

/// The examples printed in the Messaging Server's manual: the same records and keys, folded or not.
struct ManualExampleTests {
    /// Each record's moment and its keys.
    private static let records: [(stamp: String, keys: [FoundKey])] = [
        // 21-1: a message out, with neither file names nor message-IDs.
        ("1998-01-19T19:16:57.64", []),
        ("1998-01-19T19:17:01.16", []),
        // 21-2: the same with both; the second file name lost a Z in the manual.
        ("1998-01-19T19:16:57.64", [.file("01ISKLSKLZLI90N15M"), .id("01ISKLSKC2QC90N15M@sesta.com")]),
        ("1998-01-19T19:17:01.16", [.file("1ISKLSKLZLI90N15M"), .id("01ISKLSKC2QC90N15M@sesta.com")]),
        // 21-4: a domain that does not exist.
        ("1998-01-19T20:49:04.00", [.file("01ISKP0S0LVQ94DU0K"), .id("01ISKP0RYMAS94DU0K@SESTA.COM")]),
        (
            "1998-01-19T20:49:33.00",
            [
                .file("01ISKP0S0LVQ94DTZB"), .id("01ISKP22MW8894DTAS@SESTA.COM"), .id("01ISKP0RYMAS94DU0K@SESTA.COM"),
            ]
        ),
        // 21-5: a user who does not exist.
        ("1998-01-20T13:11:05.00", [.file("01ISLNBB1JOE94DUWH"), .id("01ISLNBAWV3094DUWH@sesta.com")]),
        (
            "1998-01-20T13:11:08.00",
            [
                .file("01ISLNBB1JOE94DSGB"), .id("01ISLNBFKIDS94DUJ8@sesta.com"), .id("01ISLNBAWV3094DUWH@sesta.com"),
            ]
        ),
        (
            "1998-01-20T13:11:08.00",
            [
                .file("01ISLNBB1JOE94DSGB"), .id("01ISLNBFKIDS94DUJ8@sesta.com"), .id("01ISLNBAWV3094DUWH@sesta.com"),
            ]
        ),
        ("1998-01-20T13:11:11.00", [.file("01ISLNBB1JOE94DUWH"), .id("01ISLNBAWV3094DUWH@sesta.com")]),
        ("1998-01-20T13:11:12.00", [.file("01ISLNBGND1094DQDP"), .id("01ISLNBFKIDS94DUJ8@sesta.com")]),
        // 21-6: a relay attempt is rejected.
        ("1998-05-28T12:02:23.00", []),
        // 21-7: five attempts; the queue file changes between the third and the fourth.
        ("1998-01-15T10:31:05.18", [.file("01IS3D2ZP7FQ9UN54R"), .id("01IRUD7SVA3Q9UN2D4@sesta.com")]),
        ("1998-01-15T10:31:10.37", [.file("01IS3D2ZP7FQ9UN54R"), .id("01IRUD7SVA3Q9UN2D4@sesta.com")]),
        ("1998-01-15T12:45:39.48", [.file("01IS3D2ZP7FQ9UN54R"), .id("01IRUD7SVA3Q9UN2D4@sesta.com")]),
        ("1998-01-15T16:45:24.72", [.file("01IS67NY4RRK9UN7GP"), .id("01IRUD7SVA3Q9UN2D4@sesta.com")]),
        ("1998-01-15T20:45:51.55", [.file("01IS67NY4RRK9UN7GP"), .id("01IRUD7SVA3Q9UN2D4@sesta.com")]),
        // 21-8: by way of the conversion channel.
        ("1998-02-04T00:06:26.72", [.file("01IT5UAMZ4QW98518O"), .id("01IT5UALL14498518O@siroe.edu")]),
        ("1998-02-04T00:06:29.06", [.file("01IT5UAOXLDW98509E"), .id("01IT5STUMUFO984Z8L@siroe.edu")]),
        ("1998-02-04T00:06:29.31", [.file("01IT5UAMZ4QW98518O"), .id("01IT5UALL14498518O@siroe.edu")]),
        ("1998-02-04T00:06:32.62", [.file("01IT5UAOXLDW98509E"), .id("01IT5STUMUFO984Z8L@siroe.edu")]),
        // 21-10: an inbound connection.
        ("1998-02-19T17:02:08.70", []), ("1998-02-19T17:02:26.65", []),
        ("1998-02-19T17:02:27.05", []), ("1998-02-19T17:02:31.73", []),
    ]

    @Test func theRecordsAsWritten() {
        let found = keys(of: WrittenExamples.text)
        #expect(found.map(\.stamp) == Self.records.map(\.stamp))
        for (found, expected) in zip(found, Self.records) {
            #expect(found.keys.isSuperset(of: expected.keys), "\(found)")
            if found.isSure { #expect(found.keys == Set(expected.keys)) }
        }
        // Where there are keys, they stand in their places.
        #expect(zip(found, Self.records).allSatisfy { $0.isSure || $1.keys.isEmpty })
    }

    @Test func theRecordsAsPrinted() {
        // The first example's heading stands before the first stamp and is a record of its own.
        let found = keys(of: PrintedExamples.text).dropFirst()
        #expect(found.map(\.stamp) == Self.records.map(\.stamp))
        for (found, expected) in zip(found, Self.records) {
            #expect(found.keys.isSuperset(of: expected.keys), "\(found)")
        }
    }

    private func keys(of text: String) -> [(stamp: String?, keys: Set<FoundKey>, isSure: Bool)] {
        let text = Array(text.utf8)
        var extractor = KeyExtractor()
        return scan(text, text.indices).map { record in
            let found = ExtractedKeys(record, in: text, with: &extractor)
            return (RecordStart.stamp(text.span, at: record.lowerBound)?.description, found.keys, found.isSure)
        }
    }
}

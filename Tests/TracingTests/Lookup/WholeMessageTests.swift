import IndexModel
import LMDBIndex
import MTALog
import SystemPackage
import TestSupport
import Testing

@testable import Tracing

/// `lookup --message` finds the records of one message, and no stranger's, whatever the layout.
@Suite struct WholeMessageTests {
    @Test(arguments: [
        ("notary", "ZZ01AAAAAAAAAAAAAAAA.00", 2), ("bare-id-and-user", "ZZ01AAAAAAAAAAAAAAAA.00", 2),
        ("counted-bare-envelope-id", "ZZ01AAAAAAAAAAAAAAAA.00", 2), ("bare-envelope-id", "ZZ01BBBBBBBBBBBBBBBB.00", 2),
        ("envelope-id-at-times", "ZZ01BBBBBBBBBBBBBBBB.00", 2), ("constant-envelope-id", "ZZ01AAAAAAAAAAAAAAAA.00", 2),
    ])
    func noStrangersAreFound(_ log: String, _ key: String, _ count: Int) throws {
        try withTemporaryDirectory { directory in
            try write(try fixture("stories/\(log).log"), to: directory.appending("mail.log"))
            try index([directory.appending("mail.log")], in: directory.appending("ix"))
            var lookup = try Lookup(try IndexReader(directory.appending("ix")).snapshot())
            let answer = try lookup.records(of: try KeyPattern(Array(key.utf8)), wholeMessage: true)
            #expect(answer.records.count == count)
        }
    }
}

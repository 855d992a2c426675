import Indexing
import TestSupport
import Testing

/// Logs that were truncated under their writers all begin with the same NULs, as far as a head goes.
@Suite struct LeadingNULTests {
    private static let count = 16

    /// A log with its own number of NULs, all of them more than a head.
    private func log(_ number: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: (70 + number) << 10) + records(number * 50..<number * 50 + 40 + number)
    }

    /// How much is read is counted, for each log that is held against each other one costs as much as the square of their number.
    @Test func eachIsReadAFewTimesHoweverManyThereAre() throws {
        try Site.with { site in
            var bytes: UInt64 = 0
            for number in 0..<LeadingNULTests.count {
                try site.write(log(number), "mail.log.\(number)")
                bytes += UInt64(log(number).count)
            }
            let first = try site.run()
            #expect(first.indexedArchives == LeadingNULTests.count && first.recognisedFiles == 0)
            #expect(first.fileBytes <= 4 * bytes)
            for number in 0..<LeadingNULTests.count { try expectFound(number, site) }
            // Another one beside those that are known.
            let number = LeadingNULTests.count
            try site.write(log(number), "mail.log.\(number)")
            let second = try site.run()
            #expect(second.indexedArchives == 1)
            #expect(second.fileBytes <= 4 * UInt64(log(number).count) + UInt64(number) * 16 << 10)
            try expectFound(number, site)
        }
    }

    @Test func aCopyIsRecognisedAmongThem() throws {
        try Site.with { site in
            for number in 0..<5 { try site.write(log(number), "mail.log.\(number)") }
            try site.write(log(2), "same")
            let first = try site.run()
            #expect(first.indexedArchives == 5 && first.recognisedFiles == 1)
            try site.write(log(3), "copy")
            try site.write(log(4) + records(990..<991), "longer")
            let second = try site.run()
            #expect(second.recognisedFiles == 1 && second.indexedArchives == 1)
            #expect(try site.catalog().count == 5)
            for number in 0..<5 { try expectFound(number, site) }
            #expect(try site.records("<990@sesta.com>").count == 1)
        }
    }

    private func expectFound(_ number: Int, _ site: Site) throws {
        #expect(try site.records("<\(number * 50 + 39)@sesta.com>").count == 1)
    }
}

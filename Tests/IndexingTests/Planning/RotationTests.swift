import Indexing
import SystemPackage
import TestSupport
import Testing
import Tracing

/// Rotation while an index follows it: what was found before is found after, once.
@Suite struct RotationTests {
    /// The MTA's own: `mail.log_current` becomes `mail.log_yesterday`, whose content is then appended to `mail.log`.
    @Test func theRotationOfTheMTALosesAndDoublesNothing() throws {
        try Site.with { site in
            var told = 0
            for day in 0..<4 {
                let today = told..<told + 40
                if day > 0 {
                    if day > 1 {
                        let yesterday = try read(site.path("mail.log_yesterday"))
                        if day == 2 { try site.write([], "mail.log") }
                        try site.append(yesterday, to: "mail.log")
                        try site.remove("mail.log_yesterday")
                    }
                    try site.rename("mail.log_current", "mail.log_yesterday")
                }
                try site.write(records(today), "mail.log_current")
                told = today.upperBound
                try site.run()
                for number in 0..<told { #expect(try site.records("<\(number)@sesta.com>") == [record(number)]) }
            }
        }
    }

    @Test func numberedLogsMoveOn() throws {
        try Site.with { site in
            try site.write(records(0..<40), "mail.log.2")
            try site.write(records(40..<80), "mail.log.1")
            try site.run()
            try site.rename("mail.log.2", "mail.log.3")
            try site.rename("mail.log.1", "mail.log.2")
            try site.write(records(80..<120), "mail.log.1")
            try site.run()
            for number in 0..<120 { #expect(try site.records("<\(number)@sesta.com>") == [record(number)]) }
            let unread = try site.unread("<50@sesta.com>")
            #expect(unread == [])
        }
    }

    @Test func compressionAfterwardsLosesAndDoublesNothing() throws {
        try Site.with { site in
            try site.write(records(0..<40), "mail.log.1")
            try site.run()
            try site.remove("mail.log.1")
            try site.write(Packaging.gzip1.pack(records(0..<40)), "mail.log.1.gz")
            try site.run()
            for number in 0..<40 { #expect(try site.records("<\(number)@sesta.com>") == [record(number)]) }
            let unread = try site.unread("<5@sesta.com>")
            #expect(unread == [])
        }
    }
}

import MTALog
import Printing
import Testing

/// What is said of codes and of kinds of reason.
@Suite struct ReasonSentencesTests {
    @Test func `codes have meanings`() {
        let reason = Reason(Array("smtp;550 5.1.1 gone".utf8), action: UInt8(ascii: "Q"))
        #expect(reason.codeMeanings.count == 2)
        #expect(reason.codeMeanings.last == "5.1.1: no such mailbox")
        #expect(Reason(Array("smtp;571 5.7.99 x".utf8), action: UInt8(ascii: "Q")).codeMeanings == [])
    }

    @Test func `the table of status codes stands at the registry's numbers`() {
        let meaning = { EnhancedStatus(.permanent, $0, $1).meaning }
        #expect(meaning(1, 10)?.contains("null MX") == true)
        #expect(meaning(2, 4)?.contains("list") == true)
        #expect(meaning(3, 4)?.contains("larger") == true)
        #expect(meaning(4, 6)?.contains("loop") == true)
        #expect(meaning(5, 3)?.contains("recipients") == true)
        #expect(meaning(6, 10) != nil)
        #expect(meaning(7, 8)?.contains("password") == true)
        #expect(meaning(7, 23)?.contains("SPF") == true)
        #expect(meaning(7, 30)?.contains("TLS") == true)
        #expect(meaning(7, 31) == nil)
        #expect(meaning(1, 11) == nil)
        #expect(meaning(8, 0) == nil)
    }

    @Test func `a code has a meaning where it has a line in the registry, and only there`() {
        for subject in 0...9 {
            for detail in 0...60 {
                let status = EnhancedStatus(.permanent, subject, detail)
                #expect(status.isRegistered == (status.meaning != nil), "\(status)")
            }
        }
    }

    @Test func `every kind of reason says what it means`() {
        for category in ReasonCategory.allCases where ![.accepted, .unstated, .unknown].contains(category) {
            #expect(category.explanation.hasSuffix("."), "\(category)")
        }
    }
}

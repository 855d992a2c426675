import MTALog
import SyntheticLogs
import TestSupport
import Testing

/// LOG_FORMAT=4.
@Suite struct XMLFormatTests {
    @Test func realConnectionRecord() {
        let record = element(
            #"<co ts="2014-06-02T22:02:13.94" pi="72a9.3b4.3774" sc="tcp_submit" dr="+" ac="U" "#
                + #"tr="TCP|192.245.12.223|465|23.122.129.179|60766" ap="SMTP/TLS-128-RC4" "#
                + #"mi="Authentication successful - switched to channel tcp_submit" us="jaugustine@example.org" "#
                + #"di="235 2.7.0 LOGIN authentication successful."/>"#)
        #expect(record.kind == .connection)
        #expect(record.format == .xml)
        #expect(record.stamp?.description == "2014-06-02T22:02:13.94")
        #expect(record.text(.processID) == "72a9.3b4.3774")
        #expect(record.text(.sourceChannel) == "tcp_submit")
        #expect(record.text(.direction) == "+")
        #expect(record.text(.action) == "U")
        #expect(record.text(.transport) == "TCP|192.245.12.223|465|23.122.129.179|60766")
        #expect(record.text(.application) == "SMTP/TLS-128-RC4")
        #expect(record.text(.information) == "Authentication successful - switched to channel tcp_submit")
        #expect(record.text(.messageID) == nil)
        #expect(record.text(.username) == "jaugustine@example.org")
        #expect(record.text(.diagnostic) == "235 2.7.0 LOGIN authentication successful.")
        #expect(record.fields.count == 9)
        #expect(record.unknown.isEmpty)
    }

    @Test func realFailedAuthentication() {
        let record = element(
            #"<co ts="2014-06-02T16:06:33.99" pi="72aa.17f0.25622" sc="tcp_local" dr="+" ac="U" "#
                + #"tr="TCP|192.245.12.223|25|89.96.245.78|4299" ap="SMTP" mi="Bad password" us="nic@transcend.com" "#
                + #"di="535 5.7.8 Bad username or password (Authentication failed)."/>"# + "\r\n")
        #expect(record.stamp?.description == "2014-06-02T16:06:33.99")
        #expect(record.text(.information) == "Bad password")
        #expect(record.text(.diagnostic) == "535 5.7.8 Bad username or password (Authentication failed).")
        #expect(record.unknown.isEmpty)
    }

    @Test func quotesEntitiesAndEmptyValues() {
        let record = element(
            #"<en ac = 'E' so="" de='say "hi"' di="a &amp;lt; &#60;b&#x3E; &quot;c&apos; &#xe9;&#233; &#128512;" "#
                + #"mi='&lt;x@y&gt;' re=''  ></en>"#)
        #expect(record.kind == .message)
        #expect(record.text(.envelopeFrom) == "")
        #expect(record.text(.currentRecipient) == #"say "hi""#)
        #expect(record.text(.diagnostic) == "a &lt; <b> \"c' éé 😀")
        #expect(record.text(.messageID) == "<x@y>")
        #expect(record.text(.reason) == "")
        #expect(record.text(.originalRecipient) == nil)
        #expect(record.others == [["", "</en>"]])
    }

    @Test(arguments: [
        "&", "&;", "&#;", "&#x;", "&#xG;", "&amp", "&nbsp;", "&#1114112;", "&#x110000;", "&#xD800;", "&#57343;",
        "&#99999999999999999999;", "&#xffffffffffffffffffff;", "&#12", "& amp;", "&\u{0}amp;", "&ampamp;", "&Amp;",
    ])
    func whatIsNoReferenceStaysAsItIs(_ text: String) {
        #expect(element("<en di=\"\(text)\"/>").text(.diagnostic) == text)
        #expect(element("<en di=\"\(text)&amp;\"/>").text(.diagnostic) == "\(text)&")
    }

    @Test func unknownAttributesAreKept() {
        let record = element(#"<en zz="1&amp;2" ac="D" long-name='x' sz="3" ac="Q" flag pi=4.5 us=a/b/>"#)
        #expect(record.text(.action) == "D")
        #expect(record.text(.size) == "3")
        #expect(record.text(.processID) == "4.5")
        #expect(record.text(.username) == "a/b")
        #expect(record.others == [["zz", "1&2"], ["long-name", "x"], ["ac", "Q"], ["flag", ""]])
    }

    @Test func stampsThatSayMoreAreKeptAsWell() {
        #expect(element(#"<en ts="2014-06-02T22:02:13.9"/>"#).others == [])
        let zoned = element(#"<en ts="2014-06-02T22:02:13.94+02:00"/>"#)
        #expect(zoned.stamp?.description == "2014-06-02T22:02:13.94")
        #expect(zoned.others == [["ts", "2014-06-02T22:02:13.94+02:00"]])
        let odd = element(#"<en ts="yesterday"/>"#)
        #expect(odd.stamp == nil)
        #expect(odd.others == [["ts", "yesterday"]])
        #expect(element(#"<en ts="02-Jun-2014 22:02:13.94"/>"#).stamp == zoned.stamp)
    }

    @Test func elementsOfTheMessageStoreAreForeign() {
        let record = element(#"<ms ts="2014-06-02T22:02:13.94" pi="1.2.3" sn="x"/>"#)
        #expect(record.kind == .foreign)
        #expect(record.format == .xml)
        #expect(record.stamp != nil)
        #expect(record.text(.processID) == "1.2.3")
        #expect(record.others == [["sn", "x"]])
    }

    @Test(arguments: ["", "<", "<e", "<EN a=''/>", "<enx a=''/>", "<e n=''/>", "en a=''", "< en/>", "<x@y>"])
    func whatIsNoElementIsForeign(_ text: String) {
        let record = element(text)
        #expect(record.kind == .foreign)
        #expect(record.format == nil)
        #expect(record.fields.isEmpty)
    }

    @Test func cutOffElementsGiveWhatIsThere() {
        let whole = Array(#"<en ts="2014-06-02T22:02:13.94" ac='EE' di="a&lt;b" zz="y"/>"#.utf8)
        for length in 3...whole.count {
            let record = element(Array(whole[..<length]))
            #expect(record.kind == .message)
            if length > 41 { #expect(record.text(.action) == "EE") }
            if length > 52 { #expect(record.text(.diagnostic) == "a<b") }
        }
    }

    @Test func linesThatWereFoldedAreOne() {
        let record = element("<en ac=\"E\"\r\n   di=\"one\n two\"\n/>\n")
        #expect(record.text(.action) == "E")
        #expect(record.text(.diagnostic) == "one two")
        #expect(record.unknown.isEmpty)
    }
}

// MARK: Round trips

extension XMLFormatTests {
    @Test(arguments: 0..<12)
    func writtenRecordsComeBack(_ seed: UInt64) {
        ElementRoundTrip(.xml, seed: seed).check()
    }

    @Test(arguments: 0..<4)
    func attributesComeInAnyOrderQuotesAndSpelling(_ seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let log = SyntheticLog.text(seed: seed, records: 150, format: .xml, options: .all)
        for record in log.records {
            let fields = ElementOracle.fields(of: record, .all)
            let name = ["en", "co", "he"][record.kind == .message ? 0 : record.kind == .connection ? 1 : 2]
            let attributes = fields.shuffled(using: &chance).flatMap { field, value in
                let space = [" ", "  ", "\t", " \t "].randomElement(using: &chance)!
                let sign = ["=", " =", "= ", " = "].randomElement(using: &chance)!
                let quote = ["\"", "'"].randomElement(using: &chance)!
                return Array("\(space)\(field.attribute)\(sign)\(quote)".utf8)
                    + value.flatMap { escaped($0, quote, &chance) } + Array(quote.utf8)
            }
            let end = ["/>", " />", ">", " >\n"].randomElement(using: &chance)!
            let parsed = element(Array("<\(name)".utf8) + attributes + Array(end.utf8))
            #expect(parsed.fields == fields)
            #expect(parsed.kind == ElementOracle.kind(of: record))
            #expect(parsed.unknown.isEmpty)
        }
    }

    /// A byte in one of the ways that XML has for it.
    private func escaped(_ byte: UInt8, _ quote: String, _ chance: inout SeededGenerator) -> [UInt8] {
        let isNeeded = byte == quote.utf8.first || byte == UInt8(ascii: "&") || byte < 0x20
        guard byte < 0x80, isNeeded || chance.next() % 8 == 0 else { return [byte] }
        let hex = String(byte, radix: 16)
        var spellings = ["&#\(byte);", "&#x\(hex);", "&#X0\(hex.uppercased());"]
        let names: [UInt8: String] = [0x26: "&amp;", 0x3c: "&lt;", 0x3e: "&gt;", 0x22: "&quot;", 0x27: "&apos;"]
        if let name = names[byte] { spellings.append(name) }
        return Array(spellings.randomElement(using: &chance)!.utf8)
    }
}

// MARK: Hostile input

extension XMLFormatTests {
    @Test func valuesOfManyMegabytesTakeLinearTime() {
        let length = 256 << 10
        for filling in ["x", "&", "&#1", "&lt;", "&#x0", "\"", "'", "=", "a=\"", "a ", "/", "&#11111"] {
            let text = Array(String(repeating: filling, count: length / filling.utf8.count).utf8)
            #expect(element(Array("<en di=\"".utf8) + text).kind == .message)
            #expect(element(Array("<en di='".utf8) + text + Array("'/>".utf8)).kind == .message)
            #expect(element(Array("<en ".utf8) + text).kind == .message)
        }
        let digits = Array(repeating: UInt8(ascii: "1"), count: 10 << 20)
        let record = element(Array("<en di=\"&#".utf8) + digits + Array("\"/>".utf8))
        #expect(record[.diagnostic]?.count == digits.count + 2)
    }
}

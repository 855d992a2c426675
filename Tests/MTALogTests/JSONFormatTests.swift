import MTALog
import SyntheticLogs
import TestSupport
import Testing

/// LOG_FORMAT=5 and 6.
@Suite struct JSONFormatTests {
    @Test func nestedObject() {
        let record = element(
            #"{"en":{"ts":"2019-06-05T10:08:29.74","sc":"tcp_local","dc":"ims-ms","ac":"EE","sz":5,"so":"","#
                + #""od":"rfc822;a@b.c","de":"a@ims-ms-daemon","mi":"<n@b>"}}"# + "\n")
        #expect(record.kind == .message)
        #expect(record.format == .json)
        #expect(record.stamp?.description == "2019-06-05T10:08:29.74")
        #expect(record.text(.size) == "5")
        #expect(record.text(.envelopeFrom) == "")
        #expect(record.text(.messageID) == "<n@b>")
        #expect(record.fields.count == 8)
        #expect(record.unknown.isEmpty)
    }

    @Test func flatObjectWithWhiteSpace() {
        let record = element("{ \"ts\" : \"2019-06-05T10:08:29.74\" ,\t\"ac\":\"D\" , \"sz\" : 12 }  ")
        #expect(record.kind == .message)
        #expect(record.format == .flatJSON)
        #expect(record.stamp != nil)
        #expect(record.text(.action) == "D")
        #expect(record.text(.size) == "12")
        #expect(record.unknown.isEmpty)
    }

    @Test(arguments: [
        (#"{"dr":"+","ac":"O"}"#, LogRecord.Kind.connection), (#"{"ac":"U","mi":"Bad password"}"#, .connection),
        (#"{"ac":"Y"}"#, .connection), (#"{"ac":"C","sz":1}"#, .message), (#"{"ac":"E"}"#, .message),
        (#"{"ac":"DEC"}"#, .message), (#"{"hn":"Subject","hv":"x"}"#, .header), (#"{"foo":1}"#, .foreign),
        (#"{"zz":{"pi":"1"}}"#, .foreign), (#"{"co":{"ac":"E"}}"#, .connection), (#"{"he":{}}"#, .header),
    ])
    func kindIsTold(_ text: String, _ kind: LogRecord.Kind) {
        #expect(element(text).kind == kind)
    }

    @Test func informationIsNoMessageID() {
        for text in [#"{"co":{"ac":"U","mi":"Bad password"}}"#, #"{"mi":"Bad password","ac":"U"}"#] {
            #expect(element(text).text(.information) == "Bad password")
            #expect(element(text).text(.messageID) == nil)
        }
    }

    @Test(arguments: [
        (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"), (#"\u00e9\u00E9"#, "éé"), (#"\ud83d\ude00!"#, "😀!"),
        (#"\ud83d"#, "\u{fffd}"), (#"\ude00\ud83d"#, "\u{fffd}\u{fffd}"), (#"\ud83d\u0041"#, "\u{fffd}A"),
        (#"\ud83d\ud83d\ude00"#, "\u{fffd}😀"), (#"\x\u12\uzzzz"#, #"\x\u12\uzzzz"#), (#"\u0000"#, "\u{0}"),
        (#"a\\"#, "a\\"),
    ])
    func escapesAreDecoded(_ written: String, _ text: String) {
        #expect(element("{\"ac\":\"E\",\"di\":\"\(written)\",\"sz\":1}").text(.diagnostic) == text)
        #expect(element("{\"ac\":\"E\",\"di\":\"\(written)\",\"sz\":1}").text(.size) == "1")
        #expect(element("{\"ac\":\"E\",\"\(written)\":\"x\"}").others == [[text, "x"]])
    }

    @Test func otherValuesAreKept() {
        let record = element(
            #"{"ac":"E","so":null,"a":null,"b":true,"c":-1.5e3,"mi":["<x>",{"y":"]}"}],"o":{"p":{}},"ac":"Q","n",}tail"#
        )
        #expect(record.text(.envelopeFrom) == "")
        #expect(record.text(.messageID) == nil)
        #expect(
            record.others == [
                ["a", "null"], ["b", "true"], ["c", "-1.5e3"], ["mi", #"["<x>",{"y":"]}"}]"#], ["o", #"{"p":{}}"#],
                ["ac", "Q"], ["n", ""], ["", "tail"],
            ])
    }

    @Test(arguments: ["", "{", "{}", "{ }", "{x}", "[1]", "{1:2}", "{en:{}}", "\"a\"", "{,}"])
    func whatIsNoObjectWithMembersIsForeign(_ text: String) {
        #expect(element(text).kind == .foreign)
        #expect(element(text).format == nil)
        #expect(element(text).fields.isEmpty)
    }

    @Test func cutOffObjectsGiveWhatIsThere() {
        let flat = #"{"ac":"EE","sz":1,"di":"a\u00e9\\b","zz":"y"}"#
        for whole in [flat, "{\"en\":\(flat)}"] {
            let bytes = Array(whole.utf8)
            for length in 2...bytes.count {
                let record = element(Array(bytes[..<length]))
                if length > 18 { #expect(record.text(.action) == "EE") }
                if length > 42 { #expect(record.text(.diagnostic) == "aé\\b") }
            }
        }
    }
}

// MARK: Round trips

extension JSONFormatTests {
    @Test(arguments: 0..<10)
    func nestedRecordsComeBack(_ seed: UInt64) {
        ElementRoundTrip(.json, seed: seed).check()
    }

    @Test(arguments: 0..<10)
    func flatRecordsComeBack(_ seed: UInt64) {
        ElementRoundTrip(.flatJSON, seed: seed).check()
    }
}

// MARK: Hostile input

extension JSONFormatTests {
    @Test func deepNestingNeedsNoStack() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("{", "}"), ("[{\"en\":", "}]")] {
            let deep = String(repeating: open, count: 10_000)
            let whole = deep + "1" + String(repeating: close, count: 10_000)
            let record = element("{\"ac\":\"D\",\"zz\":\(whole),\"sz\":1}")
            #expect(record.text(.size) == "1")
            #expect(record.others == [["zz", whole]])
            #expect(element("{\"ac\":\"D\",\"zz\":\(deep)").text(.action) == "D")
            _ = element(deep)
            #expect(element("{\"en\":\(deep)").kind == .message || open == "[" || open == "[{\"en\":")
        }
    }

    @Test func valuesOfManyMegabytesTakeLinearTime() {
        let length = 256 << 10
        let fillings = ["x", "\\a", "\\\"", "\\\\", "\\u00e9", "\\ud83d", "\",\"", "{", "[", "\"", ",", ":", "\"\":"]
        for filling in fillings {
            let text = Array(String(repeating: filling, count: length / filling.utf8.count).utf8)
            #expect(element(Array("{\"ac\":\"D\",\"di\":\"".utf8) + text).text(.action) == "D")
            #expect(element(Array("{\"ac\":\"D\",\"di\":\"".utf8) + text + Array("\"}".utf8)).text(.action) == "D")
            #expect(element(Array("{\"ac\":\"D\",\"di\":".utf8) + text).text(.action) == "D")
        }
    }
}

import Foundation
import MTALog
import Printing
import SyntheticLogs
import TestSupport
import Testing

/// Records as JSON objects.
@Suite struct RecordJSONTests {
    @Test func membersComeInTheirOrder() {
        let record = element(
            #"<en ts="2019-06-05T10:08:29.74" no="hosta" pi="2e2d.5.1" sc="tcp_local" dc="" ac="DEQ" sz="5" so="" "#
                + #"od="rfc822;a@b.c" de="a@b.c" rf="276" fi="/q/tcp_local/ZXf0s690kN_y0.HELD" ei="&lt;e@b&gt;" "#
                + #"mi="&lt;n@b&gt;,&lt;o@b&gt;" us="mailsrv" ss="h (h [1.2.3.4])" se="0" pr="x" zz="1" zz="2" "#
                + #"di="smtp;550 &quot;no&quot;&#10;" qt="017"/>"#)
        #expect(
            JSONCheck.text(record)
                == #"{"format":4,"kind":"message","time":"2019-06-05T10:08:29.74","node":"hosta","#
                + #""process_id":"2e2d.5.1","source_channel":"tcp_local","destination_channel":"","action":"D","#
                + #""modifiers":"EQ","size":5,"envelope_from":"","original_recipient":"a@b.c","#
                + #""original_recipient_type":"rfc822","current_recipient":"a@b.c","notary_flags":276,"#
                + #""queue_file":"/q/tcp_local/ZXf0s690kN_y0.HELD","queue_file_base":"f0s690kN_y0","attempts":2,"#
                + #""held":true,"envelope_id":"<e@b>","message_ids":["<n@b>","<o@b>"],"username":"mailsrv","#
                + #""connection":"h (h [1.2.3.4])","sensitivity":0,"priority":"x","#
                + #""diagnostic":"smtp;550 \"no\"\n","queue_time":"017","other":{"zz":"1","zz#2":"2"}}"#)
    }

    @Test func connectionsHaveADirection() throws {
        for (sign, word) in [("+", "inbound"), ("-", "outbound"), ("?", "?"), ("", "")] {
            let object = try JSONCheck.object(element("<co dr=\"\(sign)\" ac=\"O\"/>"))
            #expect(object["direction"] as? String == word)
        }
    }

    @Test(arguments: [
        ("rfc822;a@b", "rfc822", "a@b"), ("rfc822;", "rfc822", ""), ("a@b", nil, "a@b"), ("", nil, ""),
        (";x", nil, ";x"), ("\"a;b\"@c", nil, "\"a;b\"@c"), ("x-400;/C=US;x/", "x-400", "/C=US;x/"),
    ])
    func recipientsHaveAType(_ written: String, _ type: String?, _ address: String) throws {
        let quoted = written.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "&quot;")
        let object = try JSONCheck.check(element("<en ac=\"E\" od=\"\(quoted)\"/>"))
        #expect(object["original_recipient_type"] as? String == type)
        #expect(object["original_recipient"] as? String == address)
    }

    @Test(arguments: [
        ("<a@b>", ["<a@b>"]), ("", []), ("<a>,<b>", ["<a>", "<b>"]), ("<a,b>", ["<a,b>"]), ("a,b", ["a,b"]),
        ("<a>,<b>,<c>", ["<a>", "<b>", "<c>"]), ("<a>,", ["<a>,"]), (",<a>", [",<a>"]), ("<a>, <b>", ["<a>, <b>"]),
    ])
    func messageIDsAreSplit(_ written: String, _ ids: [String]) throws {
        let object = try JSONCheck.object(element("{\"ac\":\"E\",\"mi\":\"\(written)\"}"))
        #expect(object["message_ids"] as? [String] == ids)
    }

    @Test(arguments: ["0", "7", "-3", "999999999999999", "", "-", "007", "1e3", "1.5", "+1", "9999999999999999", " 1"])
    func onlyPlainIntegersAreNumbers(_ text: String) throws {
        let isNumber = ["0", "7", "-3", "999999999999999"].contains(text)
        let record = element("<en ac=\"E\" sz=\"\(text)\"/>")
        #expect((try JSONCheck.object(record)["size"] is String) == !isNumber)
        #expect(JSONCheck.text(record).hasSuffix(isNumber ? ":\(text)}" : "\"\(text)\"}"))
    }

    @Test func foreignTextIsWhole() throws {
        let object = try JSONCheck.object(element("panic: \u{1b}[2J\u{9b}2J disk\tfull\n"))
        #expect(object["text"] as? String == "panic: \u{1b}[2J\u{9b}2J disk\tfull")
        #expect(object["format"] is NSNull)
        #expect(object["time"] is NSNull)
        #expect(object["kind"] as? String == "foreign")
        let text = JSONCheck.text(element("panic: \u{1b}[2J\u{9b}2J\u{7f}"))
        #expect(text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    }

    @Test func bytesThatAreNoTextAreThereExactly() throws {
        let record = element(
            Array("<en ac=\"E\" so=\"".utf8) + [0xff, 0x41, 0xc3] + Array("\" mi=\"<a".utf8) + [0xfe]
                + Array(">,<b>\" zz=\"".utf8) + [0x80] + Array("\" de=\"ok\"/>".utf8))
        let object = try JSONCheck.check(record)
        #expect(object["envelope_from"] as? String == "\u{fffd}A\u{fffd}")
        #expect(object["message_ids"] as? [String] == ["<a\u{fffd}>", "<b>"])
        let bytes = try #require(object["bytes"] as? [String: String])
        #expect(bytes["envelope_from"] == Data([0xff, 0x41, 0xc3]).base64EncodedString())
        #expect(bytes["other.zz"] == "gA==")
        #expect(bytes.count == 3)
    }

    @Test func base64IsWhatOthersWrite() throws {
        var chance = SeededGenerator(seed: 9)
        for length in 0..<200 {
            let value = [0xff] + (0..<length).map { _ in UInt8(truncatingIfNeeded: chance.next()) | 0x80 }
            let record = element(Array("<en so='".utf8) + value + Array("'/>".utf8))
            let bytes = try #require(try JSONCheck.object(record)["bytes"] as? [String: String])
            #expect(bytes["envelope_from"] == Data(value).base64EncodedString())
        }
    }

    @Test(arguments: [SyntheticLogs.LogFormat.xml, .json, .flatJSON])
    func everyRecordIsReadByAnotherReader(_ format: SyntheticLogs.LogFormat) throws {
        let log = SyntheticLog.text(seed: 5, records: 500, format: format, options: .all)
        for number in log.records.indices {
            let end = number + 1 < log.offsets.count ? log.offsets[number + 1] : log.bytes.count
            try JSONCheck.check(element(Array(log.bytes[log.offsets[number]..<end])))
        }
    }

    /// Records cut off and with bytes changed: what is read of them is written whole.
    @Test(arguments: [SyntheticLogs.LogFormat.xml, .json, .flatJSON], 0..<4)
    func damagedRecordsAreReadByAnotherReader(_ format: SyntheticLogs.LogFormat, _ seed: UInt64) throws {
        let options = [LogOptions.none, .usual, .all, .all][Int(seed)]
        let log = SyntheticLog.text(seed: seed, records: 250, format: format, options: options)
        var chance = SeededGenerator(seed: seed)
        for number in log.records.indices {
            let end = number + 1 < log.offsets.count ? log.offsets[number + 1] : log.bytes.count
            var text = Array(log.bytes[log.offsets[number]..<end])
            if chance.next() % 2 == 0 { text.removeLast(Int(chance.next() % UInt64(text.count))) }
            for _ in 0..<chance.next() % 6 where !text.isEmpty {
                let bytes = Array("<>&;#\"'\\{}[]:,= /ux0".utf8) + [UInt8(truncatingIfNeeded: chance.next())]
                let place = Int(chance.next() % UInt64(text.count))
                text[place] = bytes[Int(chance.next() % UInt64(bytes.count))]
            }
            try JSONCheck.check(element(text))
        }
    }

    @Test func anyBytesGiveValidJSON() throws {
        var chance = SeededGenerator(seed: 3)
        for round in 0..<3000 {
            let noise = (0..<Int(chance.next() % 60)).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
            let start = ["<en so='", "{\"so\":\"", "", "<co ", "{\"en\":{"][round % 5]
            try JSONCheck.check(element(Array(start.utf8) + noise))
        }
    }

    @Test func manyUnknownAttributesTakeLinearTime() throws {
        let record = element("<en " + String(repeating: "zz='' ", count: 20_000) + "/>")
        #expect((try JSONCheck.object(record)["other"] as? [String: Any])?.count == 20_000)
    }
}

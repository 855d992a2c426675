import MTALog
import SyntheticLogs
import TestSupport
import Testing

/// Lines that nobody means well with: an answer comes, in time that grows with their length alone.
@Suite struct HostileTextTests {
    private static let head = "05-Jun-2019 10:08:29.74 tcp_local    ims-ms       E 5 "
    private static let long = 500_000

    private static let lines: [[UInt8]] = {
        func line(_ text: String, _ tail: [UInt8]) -> [UInt8] { Array((head + text).utf8) + tail }
        func many(_ text: String) -> [UInt8] {
            Array(repeatElement(Array(text.utf8), count: long / text.utf8.count).joined())
        }
        var lines = [
            line("", many("x")), line("", many(" ")), line("", many("\"")), line("a b c ", many("\" ")),
            line("a b c ", many("<")), line("a b c ", many("< ")), line("a b c ", many("<a>,")),
            line("a b c ", many("<a>x ")), line("a b c ", many("' ")), line("a b c ", many("x ( ")),
            line("a b c ", many("h (] ")), line("a b c ", many(" TCP|")), line("", many("1:")),
            line("", many("0: ")), line("999999999999999999999:", many("9")), line("5:", many("\u{fc}")),
            line("", many("\u{0}")), line("", many("\u{0} ")), line("a b c ", many("C:\\x ")),
            Array("05-Jun-2019 10:08:29.74 tcp_local                 B 5 ".utf8) + many("GET \" < ' "),
            Array("05-Jun-2019 10:08:29.74 tcp_local                 R 5 ".utf8) + many("dns "),
            Array("05-Jun-2019 10:08:29.74 tcp_local +  U ".utf8) + many("no "),
            Array("05-Jun-2019 10:08:29.74".utf8) + many(" "), Array("05-Jun-2019 10:08:29.74 ".utf8) + many("a"),
            Array("05-Jun-2019 10:08:29.74 ".utf8) + many("a\n\n"), Array(head.utf8) + many("\n x   (1)"),
            many(":"), many("<"), many("{"), [], [0], Array("mail.log:".utf8),
        ]
        lines.append(Array(head.utf8) + [0xff, 0x20, 0xfe, 0x20, 0xc3])
        return lines
    }()

    @Test func everyLineGetsAnAnswer() {
        for (number, bytes) in Self.lines.enumerated() {
            for options in [nil, LayoutOptions(.all), LayoutOptions(.usual)] {
                var parser = RecordParser(stated: options)
                var record = LogRecord()
                parser.parse(0..<bytes.count, in: bytes.span, into: &record)
                #expect(record.text.count <= bytes.count, "line \(number)")
            }
        }
    }

    @Test func brokenRecordsNeverStopTheParser() {
        var generator = SeededGenerator(seed: 12)
        let noise = Array(" \n\t\"'<>()[]|;:,.0123456789\u{0}\u{7f}TCPSMTPZ+-@".utf8) + [0xc3, 0xff]
        for format in [WrittenFormat.standard, .angleBrackets, .counted] {
            var bytes = SyntheticLog.text(seed: 9, records: 600, format: format, options: .all).bytes
            for _ in 0..<bytes.count / 40 {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = noise.randomElement(using: &generator) ?? 0
            }
            for options in [nil, LayoutOptions(.all)] {
                var parser = RecordParser(stated: options)
                parser.learn(from: bytes.span, records: recordRanges(bytes))
                #expect(parseAll(bytes, &parser).count > 100)
            }
        }
    }

    @Test func textIsNeverLost() {
        let text = SyntheticLog.text(seed: 2, records: 500, options: .all)
        var parser = RecordParser(stated: [.filename])
        for record in parseAll(text.bytes, &parser) where record.kind == .message {
            let last = record.text.split(separator: 0x20).last ?? []
            let kept = fields(record).values.contains { $0.suffix(last.count).elementsEqual(last) }
            #expect(kept, "\(String(decoding: record.text, as: UTF8.self))")
        }
    }
}

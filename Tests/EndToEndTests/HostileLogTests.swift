import Foundation
import TestSupport
import Testing

/// A megabyte of what nobody means well with, or ten, between two records: the program gets past it, and both are found.
@Suite struct HostileLogTests {
    private static let length = 1_000_000

    private static func record(_ number: Int) -> String {
        "19-Jan-1998 10:31:0\(number).00 tcp_intranet tcp_local    E 1 a@sesta.com rfc822;b@some.org b@some.org "
            + "/imta/queue/tcp_local/ZZ01IS3D2ZP7FQ9UN5\(number)R.00 <\(number)@sesta.com>\n"
    }

    private static let head = "19-Jan-1998 10:31:05.00 tcp_local    ims-ms       E 5 "
    private static let hostile: [String: [UInt8]] = [
        "no line end": [UInt8](repeating: 0x78, count: 10 * length),
        "NULs": many("\u{0}"),
        "invalid UTF-8": [UInt8](repeating: 0xff, count: length),
        "spaces": Array(head.utf8) + many(" "),
        "quotes": Array((head + "\"").utf8) + many("a\" \\\""),
        "brackets": Array((head + "a b c ").utf8) + many("<a "),
        "lone stamps": many("19-Jan-1998 10:31:05.00\n"),
        "an entity without end": Array("<en ts=\"1998-01-19T10:31:05.00\" mi=\"&".utf8) + many("amp"),
        "attributes": Array("<en ts=\"1998-01-19T10:31:05.00\"".utf8) + many(" a=''"),
        "nesting": Array("{\"en\":".utf8) + many("{\"a\":["),
    ]

    private static func many(_ text: String) -> [UInt8] {
        let unit = Array(text.utf8)
        return Array(repeatElement(unit, count: length / unit.count).joined())
    }

    @Test(arguments: hostile.keys.sorted())
    func theRecordsAroundItAreFound(kind: String) throws {
        try Host.with { host in
            let log = Array(Self.record(1).utf8) + (Self.hostile[kind] ?? []) + Array(("\n" + Self.record(2)).utf8)
            try host.write(log, "mail.log")
            let index = try host.index("mail.log")
            #expect(index.status == 0, "\(index.errors)")
            for key in ["<1@sesta.com>", "ZZ01IS3D2ZP7FQ9UN52R.00"] {
                let lookup = try host.lookup(key)
                let record = Self.record(key.contains("@") ? 1 : 2)
                let isFound = lookup.output.starts(with: record.utf8)
                #expect(lookup.status == 0 && isFound)
            }
        }
    }
}

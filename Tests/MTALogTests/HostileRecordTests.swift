import SyntheticLogs
import TestSupport
import Testing

@testable import MTALog

/// Log text comes from strangers: whatever they put into it, the true keys of a record are still found.
struct HostileRecordTests {
    private static let start = "19-Jan-1998 19:16:57.64 l            tcp_local    E 1 "
    private static let end = " /q/tcp_local/ZZ01ISKLSKLZLI90N15M.00 "
    private static let file = FoundKey.file("01ISKLSKLZLI90N15M")

    @Test(arguments: [
        "\"a b c\"@x rfc822;b@y b@y", "a@x \"rfc822;b /q/ZZfakefakefake.00 <fake>\"@y b@y",
        "\"a /q/ZZfakefakefake.00 <fake@id> \"@x rfc822;b@y b@y",
        "\"a b c /q/ZZfakefakefake.00 <fake@id> \"@x rfc822;b@y b@y", "\"\\\" \"@x rfc822;b@y b@y",
        "<a@x rfc822;b@y b@y", "a@x rfc822;<<<< b@y", "a@x rfc822;>>>> b@y", "\"<\"@x rfc822;b@y \">\"@y",
        " rfc822;b@y b@y", "  ", "a@x rfc822; b@y", "a@x rfc822;b@y b@y ", "a@x rfc822;b@y b@y 276",
        "a@x rfc822;b\0@y b@y", "a@x\r rfc822;b@y b@y", "a@x\n rfc822;b@y b@y", "a@x\t rfc822;b@y b@y",
        "a@x rfc822;\u{fc}@y b@y", "a@x rfc822;b@y /q/ZZfakefakefake.00 b@y", "x",
    ])
    func addressesDoNotHideTheKeys(addresses: String) {
        let found = ExtractedKeys(Self.start + addresses + Self.end + "<id@host> dns;mx.example.org smtp;250 ok\n")
        #expect(found.keys.isSuperset(of: [Self.file, .id("id@host")]))
    }

    @Test(arguments: [
        ("<id@host>", ["id@host"]), ("<new@host>,<old@host>", ["new@host", "old@host"]), ("<<a>", ["<a"]),
        ("<a b c@host>", ["a b c@host"]), ("<a> b", ["a"]), ("<unclosed@host", ["unclosed@host"]),
        ("unopened@host>", ["unopened@host"]), ("bare@host", ["bare@host"]), ("a,b@host", ["a,b@host"]),
        ("<a,b@host>", ["a,b@host"]), ("<new@host>,bare@host", ["new@host", "bare@host"]),
        ("bare@host,<old@host>", ["bare@host", "old@host"]), ("<env@elope> <id@host>", ["env@elope", "id@host"]),
        ("env@elope bare@host user", ["bare@host"]), ("<a>b@host>", ["a>b@host"]), ("<\"a b\"@host>", ["\"a b\"@host"]),
        ("<a\0b@host>", ["a\0b@host"]), ("<gr\u{fc}n@host> (x) <y@z>", ["gr\u{fc}n@host"]), ("<<<>", ["<<"]),
        ("<\n>", []), ("<>", []), ("", []), ("<", []), (">", []), ("<>,<>", []), (",", []),
        ("<id@host>\n <fold@ed>", ["id@host", "fold@ed"]), ("<id@host> dns;x smtp;250\nand <more>", ["id@host"]),
    ])
    func idsOfAnyShapeAreFound(ids: String, expected: [String]) {
        let found = ExtractedKeys(Self.start + "a@x rfc822;b@y b@y" + Self.end + ids + " dns;mx.example.org\n")
        #expect(found.keys.isSuperset(of: [Self.file] + expected.map(FoundKey.id)))
    }

    @Test func veryLongIDsAreFound() {
        for length in [1, 1000, 100_000] {
            let id = String(repeating: "a", count: length) + "@host"
            for brackets in [("<", ">"), ("", "")] {
                let line = Self.start + "a@x rfc822;b@y b@y" + Self.end + brackets.0 + id + brackets.1 + "\n"
                #expect(ExtractedKeys(line).keys.isSuperset(of: [Self.file, .id(id)]))
            }
        }
    }

    @Test func whatFollowsAConnectionIsLookedThrough() {
        // Lines of another kind belong to the record before them, and their keys with them.
        let found = ExtractedKeys(
            "19-Feb-1998 17:02:08.70 tcp_local    +            O TCP|1.2.3.4|25|5.6.7.8|1244 SMTP\n"
                + "<en ac=\"E\" fi=\" /q/ZZ01ISKLSKLZLI90N15M.00 \" mi=\"<id@host>\"/>\n")
        #expect(found.keys.isSuperset(of: [Self.file, .id("id@host")]))
        #expect(!found.isSure)
    }

    @Test func damagedRecordsDoNotCrash() {
        let special: [UInt8] = Array("\0\n \"\\,<>./".utf8) + [0xff]
        var random = SeededGenerator(seed: 61)
        let log = SyntheticLog.text(seed: 61, records: 40, options: .all)
        var extractor = KeyExtractor()
        for _ in 0..<2000 {
            var text = log.bytes
            for _ in 0..<Int.random(in: 1...200, using: &random) {
                let index = Int.random(in: text.indices, using: &random)
                text[index] = special.randomElement(using: &random)!
            }
            let start = Int.random(in: text.indices, using: &random)
            let record = start..<Int.random(in: start...min(start + 600, text.count), using: &random)
            extractor.extract(record, in: text.span)
            let areInside = extractor.keys.allSatisfy { key in
                !key.range.isEmpty && (key.isDecoded || key.range.clamped(to: record) == key.range)
            }
            if !areInside { Issue.record("\(extractor.keys) of \(record)") }
        }
    }
}

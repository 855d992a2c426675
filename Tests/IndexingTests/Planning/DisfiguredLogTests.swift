import Foundation
import IndexModel
import Indexing
import LMDBIndex
import MTALog
import SystemPackage
import TestSupport
import Testing
import Tracing

/// Logs as disks, crashes and other programs leave them: every id that a plain search of the decoded bytes finds is found
/// by a lookup, in a record that has it.
@Suite struct DisfiguredLogTests {
    enum Fault: String, CaseIterable, Sendable {
        case nullsAtTheHead, nullsBetweenRecords, nullsInLines, nullsAtTheEnd, nullsInIDs
        case marks, carriageReturns, carriageReturnLineFeeds, tar, cut, otherTextBefore, notUTF8
    }

    enum Form: CaseIterable, Sendable {
        case text, element, object

        func record(_ number: Int, _ id: [UInt8]) -> [UInt8] {
            let clock = "\(10 + number / 3600 % 10):\(10 + number / 60 % 50):\(10 + number % 50).00"
            let file = "ZZ01IS3D2ZP7\(1000 + number)UN54R.00"
            let parts: (String, String) =
                switch self {
                case .text:
                    ("15-Jan-1998 \(clock) tcp_local    l  E 3 a@b.c rfc822;d@e.f d@e.f /q/l/\(file) <", "> mailserv")
                case .element:
                    (
                        "<en ts=\"1998-01-15T\(clock)\" sc=\"tcp_local\" ac=\"E\" fi=\"/q/l/\(file)\" mi=\"&lt;",
                        "&gt;\"/>"
                    )
                case .object:
                    (
                        "{\"ts\":\"1998-01-15T\(clock)\",\"sc\":\"l\",\"ac\":\"E\",\"fi\":\"/q/l/\(file)\",\"mi\":\"<",
                        ">\"}"
                    )
                }
            return Array(parts.0.utf8) + id + Array(parts.1.utf8)
        }
    }

    @Test(arguments: Fault.allCases, Form.allCases)
    func eachIDIsFound(_ fault: Fault, _ form: Form) throws {
        var random = SeededGenerator(seed: 77)
        let ids = (0..<60).map { self.id($0, fault) }
        let text = disfigured(ids.enumerated().map { form.record($0, $1) }, by: fault, using: &random)
        for (name, bytes) in packed(text) { try expectEachFound(ids, in: text, bytes, called: name) }
    }

    /// As many NULs as a record may be long, and more, where a file system has lost what was written.
    @Test(arguments: [30]) func twentyMillionNULs(_ place: Int) throws {
        let ids = (0..<60).map { self.id($0, .nullsAtTheHead) }
        let nulls = [UInt8](repeating: 0, count: 20 << 20)
        var text: [UInt8] = []
        for number in 0...60 {
            // In the middle of a line.
            if number == place { text += (place == 30 ? Array("15-Jan-1998 10:".utf8) : []) + nulls }
            if number < 60 { text += Form.text.record(number, ids[number]) + [0x0a] }
        }
        for (name, bytes) in packed(text) { try expectEachFound(ids, in: text, bytes, called: name) }
    }

    @Test func seekablePackedFilesHoldTheSame() throws {
        for fault in Fault.allCases where fault != .cut {
            var random = SeededGenerator(seed: 78)
            let ids = (0..<60).map { self.id($0, fault) }
            let text = disfigured(ids.enumerated().map { Form.text.record($0, $1) }, by: fault, using: &random)
            try Site.with { site in
                try site.write(text, "mail.log")
                var options = PackOptions()
                options.frameSize = 4 << 10
                #expect(Packer(options).run([site.logs]).packed.count == 1, "\(fault)")
                try site.run()
                try expectEachFound(ids, in: text, site, "\(fault) packed")
            }
        }
    }

    // MARK: What is no log

    @Test func whatOnlyLooksLikeElementsOrObjectsIsNoLog() throws {
        let texts = [
            "<html><body>\n<table>\n<tr class=\"odd\">\n<td align=\"left\">05-Jun-2019</td>\n</table>\n",
            "<?xml version=\"1.0\"?>\n<en lang='de'>\n  <co name=\"ts\"/>\n</en>\n",
            "{\"name\":\"x\",\n \"version\":\"1.0.0\"}\n",
            "{ \"ts\": \"soon\" }\n", "99-Foo-2004 01:02:03 almost\n", "# notes\n\n2024-01-01 12:00:00 started\n",
            String(repeating: "\0", count: 100_000), String(repeating: "lorem ipsum\n", count: 120_000),
        ]
        try Site.with { site in
            for (index, text) in texts.enumerated() {
                try site.write(Array(text.utf8), "\(index).txt")
                try site.write(Packaging.gzip1.pack(Array(text.utf8)), "\(index).gz")
            }
            let report = try site.run()
            #expect(report.indexedArchives == 0 && report.notLogs == 2 * texts.count)
        }
    }

    @Test func whatMayBeALogButIsNotReadIsNamed() throws {
        let utf16 = String(decoding: records(0..<20), as: UTF8.self).utf16.flatMap {
            [UInt8($0 & 0xff), UInt8($0 >> 8)]
        }
        let named: [(name: String, bytes: [UInt8], reason: String)] = [
            ("utf16", utf16, "text in UTF-16"), ("marked", [0xff, 0xfe] + utf16, "text in UTF-16"),
            ("twice.gz", gzip(gzip(records(0..<20))), "compressed twice"),
            ("tar", tar([("picture", [UInt8](repeating: 0xd8, count: 5000))]), "a tar archive"),
        ]
        try Site.with { site in
            for (name, bytes, _) in named { try site.write(bytes, name) }
            let skipped = try site.run().skipped
            for (name, _, reason) in named {
                let notice = skipped.first { $0.path.lastComponent?.string == name }
                #expect(notice?.reason.hasPrefix(reason) == true, "\(name): \(notice?.reason ?? "not named")")
            }
        }
    }

    /// A log in which a hole begins, as it is after copytruncate.
    @Test func aHoleIsPassedOver() throws {
        try Site.with { site in
            try site.write([], "mail.log")
            try site.truncate("mail.log", to: 64 << 20)
            try site.append(records(0..<10), to: "mail.log")
            #expect(try site.run().indexedArchives == 1)
            #expect(try site.records("<5@sesta.com>") == [record(5)])
        }
    }

    // MARK: Records that are too long

    /// Whatever the codec and the chunks: one record is cut, and counted, and those around it are found.
    @Test(arguments: [0, 100]) func aRecordBeyondTheGreatestLengthIsCounted(_ more: Int) throws {
        let most = 16 << 20
        var long = Array(record(1).dropLast()) + [0x0a]
        long += [UInt8](repeating: UInt8(ascii: "x"), count: most - 100 - long.count) + [0x0a]
        long += [UInt8](repeating: UInt8(ascii: "y"), count: most + more - long.count - 1) + [0x0a]
        for (name, bytes) in packed(record(0) + long + record(2)) {
            try Site.with { site in
                try site.write(bytes, name)
                try site.run()
                let counts = try #require(try site.catalog().first?.counts)
                #expect(counts.oversizedRecords == (more > 0 ? 1 : 0) && counts.records == 3, "\(name)")
                #expect(try site.records("<2@sesta.com>") == [record(2)], "\(name)")
            }
        }
    }
}

extension DisfiguredLogTests {
    private func id(_ number: Int, _ fault: Fault) -> [UInt8] {
        let middle: [UInt8] =
            switch fault {
            case .notUTF8: [0xe9, 0xff]
            case .nullsInIDs: [0]
            default: []
            }
        return Array("caf\(number)".utf8) + middle + Array("@sesta.com".utf8)
    }

    private func packed(_ text: [UInt8]) -> [(name: String, bytes: [UInt8])] {
        [
            ("mail.log", text), ("mail.gz", Packaging.gzip1.pack(text)), ("mail.zst", Packaging.zstd1.pack(text)),
            ("frames.zst", Packaging.zstd7.pack(text)),
        ]
    }

    private func expectEachFound(_ ids: [[UInt8]], in text: [UInt8], _ bytes: [UInt8], called name: String) throws {
        try Site.with { site in
            try site.write(bytes, name)
            let report = try site.run()
            #expect(report.skipped.isEmpty && report.indexedArchives == 1, "\(name): \(report.skipped)")
            #expect(try site.catalog().first?.counts.oversizedRecords == 0, "\(name)")
            try expectEachFound(ids, in: text, site, name)
        }
    }

    private func expectEachFound(_ ids: [[UInt8]], in text: [UInt8], _ site: Site, _ name: String) throws {
        let text = Data(text)
        var lookup = try Lookup(try IndexReader(site.index).snapshot())
        for id in ids where text.range(of: Data(id)) != nil {
            let key = Array("<".utf8) + id + Array(">".utf8)
            let found = try lookup.records(of: try KeyPattern(key)).records.map(\.bytes)
            let isRight = found.contains { record in
                Data(record).range(of: Data(id)) != nil && record.first != 0 && record.last != 0 && record.count < 4096
            }
            if !isRight { Issue.record("\(name): \(String(decoding: id, as: UTF8.self)), \(found.map(\.count))") }
        }
    }

    private func disfigured(
        _ lines: [[UInt8]], by fault: Fault, using random: inout SeededGenerator
    ) -> [UInt8] {
        func nulls() -> [UInt8] {
            [UInt8](repeating: 0, count: [1, 7, 8, 9, 100, 4096, 20_000].randomElement(using: &random)!)
        }
        var text: [UInt8] = []
        for (number, line) in lines.enumerated() {
            if fault == .marks, number % 10 == 0 { text += [0xef, 0xbb, 0xbf] }
            if fault == .nullsInLines, number % 5 == 2 {
                text += line.prefix(Int.random(in: 0..<line.count, using: &random))
                text += nulls()
                continue
            }
            text += line
            if fault == .carriageReturns || fault == .carriageReturnLineFeeds { text.append(0x0d) }
            let endsLine = fault != .nullsBetweenRecords || Bool.random(using: &random)
            if fault != .carriageReturns, endsLine { text.append(0x0a) }
            if fault == .nullsBetweenRecords { text += nulls() }
        }
        switch fault {
        case .nullsAtTheHead: return [UInt8](repeating: 0, count: 100_000) + text
        case .nullsAtTheEnd: return text + nulls()
        case .tar: return tar([("mail.log", text), ("mail.log.1", Array("the end\n".utf8) + text)])
        case .cut: return Array(text[37..<text.count - 41])
        case .otherTextBefore: return [UInt8](repeating: UInt8(ascii: "-"), count: 70_000) + [0x0a] + text
        default: return text
        }
    }

    /// Files in the format of `tar`: a header of 512 bytes each, and the content filled up with NULs.
    private func tar(_ members: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var archive: [UInt8] = []
        for (name, bytes) in members {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, _ place: Int) {
                for (index, byte) in text.utf8.enumerated() { header[place + index] = byte }
            }
            put(name, 0)
            put("0000644", 100)
            put(String(bytes.count, radix: 8), 124)
            put("ustar", 257)
            archive += header + bytes + [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
        }
        return archive + [UInt8](repeating: 0, count: 1024)
    }
}

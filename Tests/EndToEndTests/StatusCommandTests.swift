import Foundation
import SyntheticLogs
import TestSupport
import Testing

/// `mtatrail status`: what is covered, and what is wrong.
@Suite struct StatusCommandTests {
    private func objects(_ host: Host) throws -> [[String: Any]] {
        let outcome = try Program.mtatrail.run(["status", "--json", "--index", host.index])
        return try outcome.text.split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }

    private func status(_ host: Host, _ options: String...) throws -> Outcome {
        try Program.mtatrail.run(["status", "--index", host.index] + options)
    }

    /// A record for each number, with or without what the two options add.
    private func log(_ count: Int, file: Bool = true, id: Bool = true) -> [UInt8] {
        Array(
            (0..<count).map { number in
                "15-Jan-1998 10:00:00.00 tcp_local    ims-ms       E 3 adam@sesta.com rfc822;user@some.org user@some.org"
                    + (file ? " /q/ims-ms/ZZ01IS3D2ZP7FQ\(10_000 + number).00" : "")
                    + (id ? " <\(number)@sesta.com>" : "") + "\n"
            }.joined().utf8)
    }

    @Test func whatIsKnownIsTold() throws {
        try Host.with { host in
            try host.write(Packaging.gzip1.pack(log(100)), "mail.log.gz")
            try host.write(log(7), "mail.log")
            try host.index("mail.log.gz", "mail.log", options: ["-q"])
            let found = try objects(host)
            #expect(found.map { $0["archive"] as? String } == [host.path("mail.log.gz"), host.path("mail.log"), nil])
            #expect(found.map { $0["records"] as? Int } == [100, 7, 107])
            #expect(found.map { $0["codec"] as? String } == ["gzip", "plain", nil])
            #expect(found[0]["decoded_bytes"] as? Int == log(100).count)
            #expect(found[0]["file_bytes"] as? Int == Packaging.gzip1.pack(log(100)).count)
            #expect(found[0]["locations"] as? [String] == [host.path("mail.log.gz")])
            #expect(found[0]["message_ids"] as? Int == 100 && found[0]["queue_files"] as? Int == 100)
            #expect(found[0]["first_time"] as? String == "1998-01-15T10:00:00.00")
            #expect(found[0]["slow"] as? Bool == false && found[0]["remarks"] as? [String] == [])
            #expect(found[2]["archives"] as? Int == 2 && found[2]["runs"] as? Int == 1)
            let bytes = try #require(found[2]["index_bytes"] as? Int)
            #expect(found[2]["index_bytes_per_record"] as? Double == (Double(bytes) / 10.7).rounded() / 10)
            #expect(try status(host).status == 0)
        }
    }

    @Test func whatIsWrongIsSaidLoudly() throws {
        try Host.with { host in
            let torn = Packaging.gzip1.pack(log(30_000))
            try host.write(Array(torn.prefix(torn.count / 2)), "torn.gz")
            try host.write(log(20, id: false), "no-ids")
            try host.write(log(20, file: false), "no-files")
            try host.write(log(20), "gone")
            try host.index("torn.gz", "no-ids", "no-files", "gone", options: ["-q"])
            try FileManager.default.removeItem(atPath: host.path("gone"))
            try host.index(".", options: ["-q"])
            let outcome = try status(host)
            #expect(outcome.status == 1)
            #expect(outcome.text.contains("torn.gz\n"))
            #expect(outcome.text.contains("  ! the file is gone\n"))
            #expect(outcome.text.contains("  ! no message-IDs in it: set LOG_MESSAGE_ID=1"))
            #expect(outcome.text.contains("  ! no queue files in it: set LOG_FILENAME=1"))
            let found = try objects(host)
            let tornObject = found.first { ($0["archive"] as? String)?.hasSuffix("torn.gz") == true }
            #expect(tornObject?["problem_kind"] as? String == "truncated")
            #expect((tornObject?["problem_offset"] as? Int).map { $0 > 0 } == true)
            let gone = found.first { ($0["archive"] as? String)?.hasSuffix("gone") == true }
            #expect(gone?["present"] as? Bool == false && gone?["locations"] as? [String] == [])
        }
    }

    @Test func aLongSingleFrameIsSlow() throws {
        try Host.with { host in
            // 36 MiB of long records, in one frame and in many.
            let start = "15-Jan-1998 10:00:00.00 tcp_local    ims-ms       E 3 adam@sesta.com rfc822;user@some.org "
            let record = start + "user@some.org /q/ims-ms/ZZ01IS3D2ZP7FQ10000.00 <1@sesta.com> "
            let piece = record + String(repeating: "x", count: 80_000) + "\n"
            let made = try Program.mtatrail.shell(
                """
                cd '\(host.path(""))' && cat > piece <<'EOF' && for i in $(seq 450); do cat piece; done > whole || exit 1
                \(piece)EOF
                zstd -q -1 whole -o one.zst && sed 's/<1@/<2@/' whole | split -b 4M - part. && for p in part.*; do zstd -q -1 -c $p; done > many.zst
                """)
            try #require(made.status == 0, "\(made.errors)")
            try host.index("one.zst", "many.zst", options: ["-q"])
            let found = try objects(host)
            #expect(found.map { $0["slow"] as? Bool } == [true, false, nil])
            let outcome = try status(host)
            #expect(outcome.status == 0)
            #expect(outcome.text.matches(of: /! slow to look up in: .* without a place to start decoding/).count == 1)
        }
    }

    /// 4 MiB of log are soon decoded, but not by bzip2. Packing helps.
    @Test func whatDecodesSlowlyIsSlowSooner() throws {
        try Host.with { host in
            let texts = (12...14).map { SyntheticLog.text(seed: $0, records: 18_000).bytes }
            try #require(texts.allSatisfy { $0.count > 3 << 20 && $0.count < 5 << 20 })
            try host.write(xz(texts[0]), "a.xz")
            try host.write(bzip2(texts[1]), "b.bz2")
            try host.write(bzip2(texts[2], streams: 9), "c.bz2")
            try host.index("a.xz", "b.bz2", "c.bz2", options: ["-q"])
            let found = try objects(host)
            #expect(found.map { $0["codec"] as? String } == ["xz", "bzip2", "bzip2", nil])
            #expect(found.map { $0["slow"] as? Bool } == [false, true, false, nil])
            let packed = try Program.mtatrail.run(["pack", host.path("b.bz2")])
            #expect(packed.status == 0, "\(packed.errors)")
            try host.index("", options: ["-q"])
            #expect(try objects(host).contains { $0["slow"] as? Bool == true } == false)
        }
    }

    @Test func theTableFitsATerminal() throws {
        try Host.with { host in
            try host.write(log(2000), "a")
            try host.write(Packaging.zstd1.pack(log(100)), "b.zst")
            try host.index("a", "b.zst", options: ["-q"])
            let plain = try status(host)
            for line in plain.text.split(separator: "\n") where !line.hasPrefix("/") {
                #expect(line.count <= 80 || line.contains("!"), "\(line)")
            }
            #expect(!plain.text.contains("\u{1B}"))
            let rows = plain.text.split(separator: "\n").filter { $0.hasPrefix("  1998") || $0.hasPrefix("  from") }
            #expect(Set(rows.map { String($0.dropLast(6)).trimmingCharacters(in: .whitespaces).count }).count <= 2)
            #expect(try status(host, "--color", "always").text.contains("\u{1B}[1m"))
        }
    }
}

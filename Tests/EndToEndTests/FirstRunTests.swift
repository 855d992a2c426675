import Foundation
import SystemPackage
import TestSupport
import Testing

/// A first run that was ended before it wrote anything is begun anew; what has held an index is not.
@Suite struct FirstRunTests {
    /// What such a run may leave as data.mdb: cut at any length, or as zeros where the system did not come to write it.
    private static let lengths = [0, 1, 12, 100, 160, 4096, 5000, 8191]

    private func withIndex(_ body: (Host, [UInt8], FilePath) throws -> Void) throws {
        try withQuickDirectory { directory in
            let host = Host(directory: directory)
            try host.write(ManualExample.log, "mail.log")
            // The two first pages as LMDB makes them, before any commit.
            let data = FilePath(host.index).appending("data.mdb")
            #expect(try host.index("mail.log").status == 0)
            var new = Array(try read(data).prefix(8192))
            for page in [0, 4096] {
                for offset in [48..<88, 88..<136, 144..<152] { for byte in offset { new[page + byte] = 0 } }
                for byte in 80..<88 { new[page + byte] = 0xff }
                for byte in 128..<136 { new[page + byte] = 0xff }
                for byte in 136..<144 { new[page + byte] = byte == 136 ? 1 : 0 }
            }
            try FileManager.default.removeItem(atPath: host.index)
            try FileManager.default.createDirectory(
                atPath: host.index, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            try body(host, new, data)
        }
    }

    @Test(arguments: [false, true])
    func whatHeldNothingIsBegunAnew(asZeros: Bool) throws {
        for length in FirstRunTests.lengths + [8192] {
            try withIndex { host, new, data in
                let bytes = asZeros ? Array(repeating: 0, count: length) : Array(new.prefix(length))
                try write(bytes, to: data)
                for command in [["lookup", "a@b"], ["status"], ["trace", "a@b"]] {
                    let outcome = try Program.mtatrail.run(
                        [command[0], "--index", host.index] + command.dropFirst())
                    #expect(outcome.status == 2 && outcome.messages.count == 1, "\(length): \(outcome.errors)")
                    #expect(outcome.errors.contains("there is no index here"), "\(length): \(outcome.errors)")
                }
                let outcome = try host.index("mail.log")
                #expect(outcome.status == 0, "\(length): \(outcome.errors)")
                #expect(try host.lookup(ManualExample.messageID).text == ManualExample.text(0...4))
            }
        }
    }

    @Test func whatHeldAnIndexIsNot() throws {
        for length in FirstRunTests.lengths {
            try withIndex { host, _, data in
                #expect(try host.index("mail.log").status == 0)
                let bytes = try read(data)
                try write(Array(bytes.prefix(length)), to: data)
                for outcome in [try host.lookup("a@b"), try host.index("mail.log"), try host.trace("a@b")] {
                    #expect(outcome.status == 2 && outcome.messages.count == 1, "\(length): \(outcome.errors)")
                    #expect(outcome.errors.contains("index the archives again"), "\(length): \(outcome.errors)")
                }
                #expect(try read(data) == Array(bytes.prefix(length)))
            }
        }
    }

    @Test func aRunThatIsKilledAtAnyMomentCanBeDoneAgain() throws {
        try withQuickDirectory { directory in
            let host = Host(directory: directory)
            try host.write(ManualExample.log, "mail.log")
            for milliseconds in 0..<8 {
                try? FileManager.default.removeItem(atPath: host.index)
                let run = try Program.mtatrail.start(["index", "-q", "--index", host.index, host.path("mail.log")])
                Thread.sleep(forTimeInterval: Double(milliseconds) / 500)
                run.send(SIGKILL)
                _ = try run.end()
                #expect(try host.index("mail.log").status == 0)
                #expect(try host.lookup(ManualExample.messageID).status == 0)
            }
        }
    }
}

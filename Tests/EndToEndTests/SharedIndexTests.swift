import Foundation
import SystemPackage
import TestSupport
import Testing

/// Who may read and write an index: its files follow the directory, through compaction too, and nothing is followed that
/// somebody else could have put there.
@Suite struct SharedIndexTests {
    private static let isRoot = geteuid() == 0

    private func withHost(mode: Int, _ body: (Host) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            let host = Host(directory: directory)
            try host.write(ManualExample.log, "mail.log")
            try FileManager.default.createDirectory(atPath: host.index, withIntermediateDirectories: false)
            #expect(unsafe chmod(host.index, mode_t(mode)) == 0)
            try body(host)
        }
    }

    private func mode(_ name: String, _ host: Host) throws -> UInt32 {
        try FilePath(host.index).appending(name).stat().permissions.rawValue & 0o7777
    }

    private func index(_ host: Host, umask: String) throws -> Outcome {
        try Program.mtatrail.shell(
            "umask \(umask); exec \"$0\" index -q --index '\(host.index)' '\(host.path("mail.log"))'")
    }

    @Test(arguments: ["022", "077", "000", "027"])
    func filesFollowTheDirectory(umask: String) throws {
        let cases = [
            (0o700, 0o600, 0o600, 0o600), (0o755, 0o600, 0o600, 0o600), (0o2750, 0o640, 0o660, 0o640),
            (0o2770, 0o660, 0o660, 0o660),
        ]
        for (directory, data, lock, writer) in cases {
            try withHost(mode: directory) { host in
                if SharedIndexTests.isRoot {
                    #expect(unsafe chown(host.index, 0, 1) == 0 && chmod(host.index, mode_t(directory)) == 0)
                }
                #expect(try index(host, umask: umask).status == 0)
                for _ in 0..<2 {
                    #expect(try mode("data.mdb", host) == UInt32(data), "\(String(directory, radix: 8))")
                    #expect(try mode("lock.mdb", host) == UInt32(lock), "\(String(directory, radix: 8))")
                    #expect(try mode("writer.lock", host) == UInt32(writer), "\(String(directory, radix: 8))")
                    let compact = try Program.mtatrail.shell(
                        "umask \(umask); exec \"$0\" prune --index '\(host.index)' --compact")
                    #expect(compact.status == 0, "\(compact.errors)")
                }
                guard SharedIndexTests.isRoot, directory & 0o2000 != 0 else { return }
                for name in ["data.mdb", "lock.mdb", "writer.lock"] {
                    let attributes = try FileManager.default.attributesOfItem(
                        atPath: FilePath(host.index).appending(name).string)
                    #expect(attributes[.groupOwnerAccountID] as? Int == 1, "\(name)")
                }
            }
        }
    }

    @Test(.enabled(if: isRoot)) func compactionKeepsModeOwnerAndGroup() throws {
        try withHost(mode: 0o755) { host in
            #expect(try host.index("mail.log").status == 0)
            let data = FilePath(host.index).appending("data.mdb").string
            #expect(unsafe chown(data, 0, 1234) == 0 && chmod(data, 0o644) == 0)
            let compact = try Program.mtatrail.shell("umask 077; exec \"$0\" prune --index '\(host.index)' --compact")
            #expect(compact.status == 0, "\(compact.errors)")
            #expect(try mode("data.mdb", host) == 0o644)
            let attributes = try FileManager.default.attributesOfItem(atPath: data)
            #expect(attributes[.groupOwnerAccountID] as? Int == 1234)
        }
    }

    @Test(arguments: ["data.mdb", "lock.mdb", "writer.lock", "compacting"])
    func noSymbolicLinkIsFollowed(name: String) throws {
        try withHost(mode: 0o700) { host in
            #expect(try host.index("mail.log").status == 0)
            let path = FilePath(host.index).appending(name).string
            try? FileManager.default.removeItem(atPath: path)
            let isDirectory = name == "compacting"
            if isDirectory {
                try FileManager.default.createDirectory(
                    atPath: host.path("elsewhere"), withIntermediateDirectories: false)
                try host.write([1, 2, 3], "elsewhere/data.mdb")
            } else {
                try host.write([1, 2, 3], "elsewhere")
            }
            let target = FilePath(host.path(isDirectory ? "elsewhere/data.mdb" : "elsewhere"))
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: host.path("elsewhere"))
            let isRead = name == "data.mdb" || name == "lock.mdb"
            for (outcome, refused) in [
                (try host.lookup(ManualExample.messageID), isRead), (try host.index("mail.log"), true),
                (try Program.mtatrail.run(["prune", "--compact", "--index", host.index]), true),
            ] where refused {
                #expect(outcome.status == 2 && outcome.messages.count == 1, "\(outcome.errors)")
                #expect(outcome.errors.contains("\(name) is a symbolic link"), "\(outcome.errors)")
            }
            #expect(try read(target) == [1, 2, 3])
        }
    }

    @Test(arguments: [0o777, 0o1777, 0o702])
    func aDirectoryThatEverybodyWritesIsRefused(mode: Int) throws {
        try withHost(mode: 0o700) { host in
            #expect(try host.index("mail.log").status == 0)
            #expect(unsafe chmod(host.index, mode_t(mode)) == 0)
            for outcome in [try host.lookup(ManualExample.messageID), try host.index("mail.log")] {
                #expect(outcome.status == 2 && outcome.messages.count == 1, "\(outcome.errors)")
                #expect(outcome.errors.contains("everybody may write"), "\(outcome.errors)")
            }
        }
    }

    @Test(.enabled(if: isRoot)) func rootDoesNotWriteWhereAnotherOwns() throws {
        try withHost(mode: 0o700) { host in
            #expect(try host.index("mail.log").status == 0)
            #expect(unsafe chown(host.index, 1234, 1234) == 0)
            let refused = try host.index("mail.log")
            #expect(refused.status == 2 && refused.messages.count == 1)
            #expect(refused.errors.contains("belongs to user 1234"), "\(refused.errors)")
            #expect(try host.lookup(ManualExample.messageID).status == 0)
        }
    }

    /// Runs a command as a user who is in group 1 and owns nothing.
    private func asReader(_ command: String) throws -> Outcome {
        try Program.mtatrail.shell("exec setpriv --reuid=65534 --regid=1 --clear-groups \"$0\" \(command)")
    }

    @Test(.enabled(if: isRoot && FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")))
    func readersOfTheGroupReadAndAreToldWhatTheyLack() throws {
        try withHost(mode: 0o2750) { host in
            #expect(unsafe chmod(host.directory.string, 0o755) == 0)
            #expect(unsafe chown(host.index, 0, 1) == 0 && chmod(host.index, 0o2750) == 0)
            #expect(try host.index("mail.log").status == 0)
            #expect(unsafe chmod(host.path("mail.log"), 0o644) == 0)
            let lookup = "lookup --index '\(host.index)' '\(ManualExample.messageID)'"
            // A program in a place that only root may enter cannot be tried so.
            guard try asReader("--version").status == 0 else { return }
            #expect(try asReader(lookup).status == 0)
            #expect(try Program.mtatrail.run(["prune", "--compact", "--index", host.index]).status == 0)
            #expect(try asReader(lookup).status == 0)
            for (name, word) in [("lock.mdb", "write permission"), ("data.mdb", "read permission")] {
                let path = FilePath(host.index).appending(name).string
                let before = try mode(name, host)
                #expect(unsafe chmod(path, 0o600) == 0)
                let outcome = try asReader(lookup)
                #expect(outcome.status == 2 && outcome.messages.count == 1, "\(outcome.errors)")
                #expect(outcome.errors.contains("open \(name)") && outcome.errors.contains(word), "\(outcome.errors)")
                #expect(unsafe chmod(path, mode_t(before)) == 0)
            }
            try FileManager.default.removeItem(atPath: FilePath(host.index).appending("lock.mdb").string)
            let outcome = try asReader(lookup)
            #expect(
                outcome.status == 2 && outcome.errors.contains("write permission on the directory"), "\(outcome.errors)"
            )
        }
    }
}

import Foundation
import TestSupport
import Testing

/// A disk that is full leaves what was published last; with more room the next run completes.
@Suite(.serialized, .enabled(if: SmallDisk.isPossible, "only root can make a small file system"))
struct FullDiskTests {
    @Test func whatWasPublishedStaysAndTheRestComesLater() throws {
        try Host.with { host in
            try FileManager.default.createDirectory(atPath: host.index, withIntermediateDirectories: false)
            try #require(
                try Program.mtatrail.shell("mount -t tmpfs -o size=700k,mode=700 tmpfs '\(host.index)'").status == 0)
            defer { _ = try? Program.mtatrail.shell("umount '\(host.index)'") }
            var nights = try Nights(host)
            var published: Set<Int> = []
            var failures = 0
            while failures < 12 {
                try nights.write()
                // Something of size beside it, until nothing fits any more.
                let filler = (0..<1500).map { Nights.record(nights.written.count, 1000 + $0) }.joined()
                try host.write(Array(filler.utf8), "logs/filler.\(nights.written.count)")
                let outcome = try host.index("logs", options: ["-q"])
                #expect(!outcome.wasKilled)
                if outcome.status == 0 {
                    published = Set(nights.written)
                } else {
                    failures += 1
                    #expect(outcome.status == 2 && outcome.messages.count == 1, "\(outcome.errors)")
                    #expect(outcome.errors.contains(/the disk is full( or failed)?: free some space and try again/))
                }
                #expect(try nights.found(among: nights.written).nights.isSuperset(of: published))
                try #require(nights.written.count < 100)
            }
            #expect(published.count > 1)
            // Neither forgetting nor writing anew can do harm.
            let compact = try Program.mtatrail.run(["prune", "--index", host.index, "--compact"])
            #expect(compact.status == 2 || compact.status == 0)
            #expect(try nights.found(among: nights.written).nights.isSuperset(of: published))
            try #require(try Program.mtatrail.shell("mount -o remount,size=64m '\(host.index)'").status == 0)
            #expect(try host.index("logs", options: ["-q"]).status == 0)
            #expect(try nights.found(among: nights.written).nights == Set(nights.written))
        }
    }
}

/// An index on a disk with hardly any room: each command gives the right answer or says that the disk is full.
@Suite(.serialized, .enabled(if: FullDisk.isAvailable, "only root can make a small file system"))
struct CrampedDiskTests {
    private func expectTold(_ outcome: Outcome, _ what: String) {
        // `status` tells by 1 that something is not indexed.
        let right: [Int32] = what.hasPrefix("status") ? [0, 1, 2] : [0, 2]
        #expect(!outcome.wasKilled && right.contains(outcome.status), "\(what): \(outcome.status) \(outcome.errors)")
        guard outcome.status == 2 else { return }
        #expect(outcome.messages.count == 1 && outcome.errors.contains("; "), "\(what): \(outcome.errors)")
        let sentences = ["free some space", "there is no index here", "it holds no archives yet"]
        #expect(sentences.contains { outcome.errors.contains($0) }, "\(what): \(outcome.errors)")
    }

    @Test(arguments: [4, 8, 12, 16, 24, 32, 48, 64, 128])
    func aFirstRunOnIt(kibibytes: Int) throws {
        try FullDisk.with(size: kibibytes << 10) { host, _ in
            try host.write(ManualExample.log, "mail.log")
            let index = ["--index", host.path("disk/ix")]
            for round in 0..<2 {
                let what = "\(kibibytes) KiB, round \(round)"
                expectTold(
                    try Program.mtatrail.run(["index", "-q"] + index + [host.path("mail.log")]), "index on \(what)")
                expectTold(
                    try Program.mtatrail.run(["lookup"] + index + [ManualExample.messageID]), "lookup on \(what)")
                expectTold(try Program.mtatrail.run(["status"] + index), "status on \(what)")
                expectTold(try Program.mtatrail.run(["prune", "--compact"] + index), "compaction on \(what)")
            }
            let roomier = try Program.mtatrail.shell("mount -o remount,size=16m '\(host.path("disk"))'")
            try #require(roomier.status == 0)
            #expect(try Program.mtatrail.run(["index", "-q"] + index + [host.path("mail.log")]).status == 0)
            let outcome = try Program.mtatrail.run(["lookup"] + index + [ManualExample.messageID])
            #expect(outcome.text == ManualExample.text(0...4), "\(outcome.errors)")
        }
    }

    @Test(arguments: [false, true], [0, 4, 8, 64])
    func whereAnIndexIs(hasLockFile: Bool, kibibytes: Int) throws {
        try FullDisk.with { host, disk in
            try host.write(ManualExample.log, "mail.log")
            let index = ["--index", host.path("disk/ix")]
            #expect(try Program.mtatrail.run(["index", "-q"] + index + [host.path("mail.log")]).status == 0)
            if !hasLockFile { try FileManager.default.removeItem(atPath: host.path("disk/ix/lock.mdb")) }
            try disk.fill(leaving: kibibytes << 10)
            try host.write(Array(Nights.log(1)), "mail.log.1")
            for _ in 0..<2 {
                let lookup = try Program.mtatrail.run(["lookup"] + index + [ManualExample.messageID])
                expectTold(lookup, "lookup")
                if lookup.status == 0 { #expect(lookup.text.hasPrefix(ManualExample.text(0...0))) }
                expectTold(try Program.mtatrail.run(["index", "-q"] + index + [host.path("mail.log.1")]), "index")
                expectTold(try Program.mtatrail.run(["prune", "--compact"] + index), "compaction")
            }
            try disk.empty()
            #expect(try Program.mtatrail.run(["index", "-q"] + index + [host.path("mail.log.1")]).status == 0)
        }
    }

    @Test(arguments: [false, true])
    func onAReadOnlyFileSystem(hasLockFile: Bool) throws {
        try FullDisk.with { host, _ in
            try host.write(ManualExample.log, "mail.log")
            let index = ["--index", host.path("disk/ix")]
            #expect(try Program.mtatrail.run(["index", "-q"] + index + [host.path("mail.log")]).status == 0)
            if !hasLockFile { try FileManager.default.removeItem(atPath: host.path("disk/ix/lock.mdb")) }
            try #require(try Program.mtatrail.shell("mount -o remount,ro '\(host.path("disk"))'").status == 0)
            let outcome = try Program.mtatrail.run(["lookup"] + index + [ManualExample.messageID])
            #expect(outcome.status == 0 && outcome.text == ManualExample.text(0...4), "\(outcome.errors)")
            let refused = try Program.mtatrail.run(["index", "-q"] + index + [host.path("mail.log")])
            #expect(refused.status == 2 && refused.messages.count == 1, "\(refused.errors)")
            #expect(refused.errors.contains("Read-only file system"), "\(refused.errors)")
        }
    }
}

/// A file system of little room.
private enum SmallDisk {
    static let isPossible: Bool = {
        let script = "d=$(mktemp -d) && mount -t tmpfs -o size=1M tmpfs $d && umount $d; s=$?; rmdir $d; exit $s"
        return (try? Program.mtatrail.shell(script).status) == 0
    }()
}

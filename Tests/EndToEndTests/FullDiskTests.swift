import Foundation
import TestSupport
import Testing

/// A disk that is full leaves what was published last; with more room the next run completes.
@Suite(.serialized, .enabled(if: SmallDisk.isPossible, "only root can make a small file system"))
struct FullDiskTests {
    @Test func whatWasPublishedStaysAndTheRestComesLater() throws {
        try Host.with { host in
            try FileManager.default.createDirectory(atPath: host.index, withIntermediateDirectories: false)
            try #require(try Program.mtatrail.shell("mount -t tmpfs -o size=700k tmpfs '\(host.index)'").status == 0)
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

/// A file system of little room.
private enum SmallDisk {
    static let isPossible: Bool = {
        let script = "d=$(mktemp -d) && mount -t tmpfs -o size=1M tmpfs $d && umount $d; s=$?; rmdir $d; exit $s"
        return (try? Program.mtatrail.shell(script).status) == 0
    }()
}

import Foundation
import SystemPackage
import TestSupport
import Testing

/// An index's file that was cut, or has lost a page: each command gives the right answer, or a sentence and status 2, and
/// none ends by a signal.
@Suite struct DamagedFileTests {
    /// An index of some nights, in runs of their own, with what its file holds.
    private final class Sample {
        let host: Host
        let nights: Nights
        let data: [UInt8]
        static let pageSize = 4096

        init(_ host: Host) throws {
            self.host = host
            var nights = try Nights(host)
            for _ in 0..<4 {
                try nights.write()
                let night = nights.written.count
                let filler = (0..<300).map { Nights.record(night, 1000 + $0) }.joined()
                try host.write(Array(filler.utf8), "logs/filler.\(night)")
                _ = try host.index("logs", options: ["-q"])
            }
            self.nights = nights
            data = try read(FilePath(host.index).appending("data.mdb"))
        }

        private static func key(_ night: Int) -> String { "<\(night).3@x>" }

        var pageCount: Int { data.count / Sample.pageSize }

        /// Puts a file into the index's place, without what the processes before have left.
        func place(_ bytes: [UInt8]) throws {
            try TestSupport.write(bytes, to: FilePath(host.index).appending("data.mdb"))
        }

        /// Runs each command, those that write last.
        func tryAll(_ damage: String) throws {
            let index = ["--index", host.index]
            try tryLookups(damage)
            for arguments in [["status"], ["index", "-q", host.path("logs")], ["prune", "--missing"]] {
                let outcome = try Program.mtatrail.run([arguments[0]] + index + arguments.dropFirst())
                expectTold(outcome, "\(arguments[0]) with \(damage)", right: [0, 1])
            }
            let outcome = try Program.mtatrail.run(["prune", "--compact"] + index)
            expectTold(outcome, "compaction with \(damage)", right: [0])
        }

        /// Looks up what is there.
        func tryLookups(_ damage: String) throws {
            let index = ["--index", host.index]
            for night in nights.written.prefix(2) {
                let outcome = try Program.mtatrail.run(["lookup"] + index + [Sample.key(night)])
                // Status 1 would say that there is no such record.
                expectTold(outcome, "lookup with \(damage)", right: [0])
                if outcome.status == 0 { #expect(outcome.text.contains(Sample.key(night)), "\(damage)") }
            }
        }

        private func expectTold(_ outcome: Outcome, _ what: String, right: [Int32]) {
            #expect(!outcome.wasKilled, "\(what): signal \(outcome.status)")
            #expect(right.contains(outcome.status) || outcome.status == 2, "\(what): \(outcome.status)")
            if outcome.status == 2 {
                // The C library's own line about what the damage has done to LMDB's memory may come before.
                #expect(outcome.messages.last?.hasPrefix("mtatrail: index ") == true, "\(what): \(outcome.errors)")
                #expect(outcome.errors.contains("; "), "\(what) tells no remedy: \(outcome.errors)")
            }
        }
    }

    private func withSample(_ body: (Sample) throws -> Void) throws {
        try withQuickDirectory { try body(Sample(Host(directory: $0))) }
    }

    /// All of the first numbers, and some of the others.
    private func sample(_ count: Int, seed: UInt64) -> [Int] {
        var random = SeededGenerator(seed: seed)
        let others = Array(4..<max(4, count)).shuffled(using: &random).prefix(6 * Torture.factor)
        return Array(0..<min(4, count)) + others
    }

    @Test func cutAtAPage() throws {
        try withSample { sample in
            for pages in self.sample(sample.pageCount, seed: 1) {
                try sample.place(Array(sample.data.prefix(pages * Sample.pageSize)))
                try sample.tryAll("\(pages) pages of \(sample.pageCount)")
            }
        }
    }

    @Test func cutInAPage() throws {
        try withSample { sample in
            for length in [1, 16, 100, 152, 4000, 5000, 8191, 8193, 10_000] {
                try sample.place(Array(sample.data.prefix(length)))
                try sample.tryAll("\(length) bytes")
            }
        }
    }

    /// What is missing where a page stands in another's place is not taken for "no".
    @Test func withAPageOverAnother() throws {
        try withSample { sample in
            var random = SeededGenerator(seed: 3)
            for _ in 0..<12 * Torture.factor {
                let from = Int.random(in: 2..<sample.pageCount, using: &random)
                let to = Int.random(in: 2..<sample.pageCount, using: &random)
                var data = sample.data
                let page = sample.data[from * Sample.pageSize..<(from + 1) * Sample.pageSize]
                data.replaceSubrange(to * Sample.pageSize..<(to + 1) * Sample.pageSize, with: page)
                try sample.place(data)
                try sample.tryLookups("page \(from) over \(to) of \(sample.pageCount)")
            }
        }
    }

    @Test func withAPageOfZeros() throws {
        try withSample { sample in
            for page in self.sample(sample.pageCount, seed: 2) {
                var data = sample.data
                for offset in page * Sample.pageSize..<(page + 1) * Sample.pageSize { data[offset] = 0 }
                try sample.place(data)
                try sample.tryAll("page \(page) of \(sample.pageCount) zeroed")
            }
        }
    }
}

import Foundation
import TestSupport
import Testing

/// Killed at any moment of an index run with its merges, or of a prune, the index opens, answers what was published, and
/// the next run completes.
@Suite(.serialized) struct KillTests {
    private static let leastKills = 100 * Torture.factor

    @Test func killedAtManyMoments() throws {
        try Host.with { host in
            var nights = try Nights(host)
            var random = SeededGenerator(seed: 1)
            var kills = 0
            var forgotten: Set<Int> = []
            // How long a run takes that is not killed, here and now.
            var duration = 0.03
            while kills < KillTests.leastKills {
                try nights.write()
                let night = nights.written.count
                let published = Set(1..<night).subtracting(forgotten)
                for _ in 0..<3 {
                    kills += try kill(["index", "-q", "--index", host.index, host.path("logs")], duration, &random)
                    try expect(nights, published, maybe: forgotten.union([night]))
                }
                let start = ContinuousClock.now
                try #require(try host.index("logs", options: ["-q"]).status == 0)
                duration = min(1, start.duration(to: .now) / .seconds(1))
                // Files of forgotten archives are still there, so that they are indexed again.
                forgotten = []
                #expect(try nights.found(among: 1...night).nights == Set(1...night))
                if night % 4 == 0 { kills += try prune(nights, &forgotten, duration, &random) }
            }
            try #require(try host.index("logs", options: ["-q"]).status == 0)
            #expect(try nights.found(among: nights.written, number: 5).nights == Set(nights.written))
            #expect(try nights.runs() <= 16)
        }
    }

    /// Forgets some nights, killed twice on the way; gives how often.
    private func prune(
        _ nights: Nights, _ forgotten: inout Set<Int>, _ duration: Double, _ random: inout SeededGenerator
    ) throws -> Int {
        let count = Int.random(in: 1...nights.written.count, using: &random)
        forgotten = Set(1...count)
        let kept = Set(nights.written).subtracting(forgotten)
        var arguments = ["prune", "--index", nights.host.index, "--before", "\(Nights.year(count) + 1)-01-01"]
        if Bool.random(using: &random) { arguments.append("--compact") }
        var kills = 0
        for _ in 0..<3 {
            kills += try kill(arguments, duration, &random)
            try expect(nights, kept, maybe: forgotten)
        }
        let outcome = try Program.mtatrail.run(arguments)
        try #require(outcome.status == 0, "\(outcome.errors)")
        #expect(try nights.found(among: nights.written).nights == kept)
        return kills
    }

    /// Starts a run and kills it at some moment of the time that it takes; gives 1 when that came before its end.
    private func kill(_ arguments: [String], _ duration: Double, _ random: inout SeededGenerator) throws -> Int {
        let run = try Program.mtatrail.start(arguments)
        Thread.sleep(forTimeInterval: .random(in: 0...duration, using: &random))
        run.send(SIGKILL)
        let outcome = try run.end()
        #expect(outcome.wasKilled || outcome.status == 0, "\(outcome.errors)")
        return outcome.wasKilled ? 1 : 0
    }

    /// What is published is found, and nothing that is not.
    private func expect(_ nights: Nights, _ published: Set<Int>, maybe: Set<Int>) throws {
        let found = try nights.found(among: nights.written).nights
        #expect(found.isSuperset(of: published), "\(published.subtracting(found)) is lost")
        #expect(found.isSubset(of: published.union(maybe)))
    }
}

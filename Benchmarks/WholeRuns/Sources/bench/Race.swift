import Figures
import Foundation

/// One of those that do the same task.
struct Contender {
    let name: String
    let isOurs: Bool
    /// What is done before each run and not timed.
    let prepare: () throws -> Void
    /// The command of a round.
    let command: (Int) -> Command
    /// Looks at what a round printed; nil where that is not kept.
    let check: ((Int, URL) throws -> Void)?
    /// In how many rounds it takes part at most: for one that takes long.
    var mostRounds = Int.max

    /// One whose command is always the same.
    init(
        _ command: Command, isOurs: Bool = false, prepare: @escaping () throws -> Void = {},
        check: ((Int, URL) throws -> Void)? = nil
    ) {
        self.init(command.name, isOurs: isOurs, prepare: prepare, command: { _ in command }, check: check)
    }

    init(
        _ name: String, isOurs: Bool = false, prepare: @escaping () throws -> Void = {},
        command: @escaping (Int) -> Command, check: ((Int, URL) throws -> Void)? = nil
    ) {
        self.name = name
        self.isOurs = isOurs
        self.prepare = prepare
        self.command = command
        self.check = check
    }

    func atMost(_ rounds: Int) -> Contender {
        var contender = self
        contender.mostRounds = rounds
        return contender
    }
}

/// Contenders that take turns, so that whatever else the machine does hits all of them alike.
struct Race {
    let task: String
    let contenders: [Contender]
    let rounds: Int
    /// What must be in memory before each turn, besides the programs.
    let files: [URL]
    /// Where outputs go before they are looked at.
    let scratch: URL

    struct Result {
        let contender: Contender
        let outcomes: [ChildProcess.Outcome]

        var wall: Samples { Samples(outcomes.map(\.wallSeconds)) }
    }

    /// Runs all the rounds, after one that does not count. Who begins changes from round to round.
    ///
    /// - Parameter warmsUp: false where a run that does not count would take too long.
    func run(warmsUp: Bool) throws -> [Result] {
        let programs = Set(contenders.compactMap { $0.command(0).arguments.first })
        var hold = PageCache.Hold(files + programs.map { URL(filePath: $0) })
        return try Progress.step(task) {
            var outcomes = [[ChildProcess.Outcome]](repeating: [], count: contenders.count)
            if warmsUp { for contender in contenders { _ = try turn(of: contender, round: 0, &hold) } }
            for round in 0..<rounds {
                for place in contenders.indices {
                    let index = (place + round) % contenders.count
                    guard round < contenders[index].mostRounds else { continue }
                    outcomes[index].append(try turn(of: contenders[index], round: round, &hold))
                }
            }
            return zip(contenders, outcomes).map { Result(contender: $0, outcomes: $1) }
        }
    }

    private func turn(
        of contender: Contender, round: Int, _ hold: inout PageCache.Hold
    ) throws -> ChildProcess.Outcome {
        hold.renew()
        try contender.prepare()
        let command = contender.command(round)
        guard let check = contender.check else { return try ChildProcess.run(command) }
        let output = scratch.appending(path: "output")
        let outcome = try ChildProcess.run(command, to: .file(output))
        try check(round, output)
        return outcome
    }
}

extension [Race.Result] {
    /// The wall times as rows of a table.
    ///
    /// - Parameters:
    ///   - reference: the contender that one is compared with, by name; nil for none.
    ///   - budget: of a contender of ours; nil for none.
    func measurements(
        _ task: String, comparedWith reference: (Contender) -> String?, budget: (Contender) -> Budget? = { _ in nil }
    ) -> [Figure] {
        map { result in
            let other = reference(result.contender).flatMap { name in first { $0.contender.name == name } }
            return Figure(
                task: task, contender: result.contender.name, samples: result.wall, unit: .seconds,
                isOurs: result.contender.isOurs,
                yardstick: other.map { ($0.contender.name, result.wall.median / $0.wall.median) },
                budget: budget(result.contender))
        }
    }
}

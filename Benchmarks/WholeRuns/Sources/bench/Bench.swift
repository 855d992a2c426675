import ArgumentParser

@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures mtatrail against what reading costs and against what people use today.",
        subcommands: [WholeRunsCommand.self, BudgetsCommand.self], defaultSubcommand: WholeRunsCommand.self)
}

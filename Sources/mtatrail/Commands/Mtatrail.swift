import Archives
import ArgumentParser

/// The program: arguments become a value, the value a flow, its outcome output and an exit status.
@main
struct Mtatrail: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mtatrail",
        abstract: "Finds a message's records in terabytes of MTA logs, by message-ID or queue file name.",
        discussion: """
            Indexes the message logs (mail.log*) of Sun Java System, iPlanet and Oracle Messaging Server and of PMDF, \
            plain or compressed by \(Codec.list), and looks messages up in milliseconds.

            The index lies in --index DIR, else in $MTATRAIL_INDEX, else in /var/lib/mtatrail.
            """,
        version: "0.1.0",
        subcommands: [
            IndexCommand.self, LookupCommand.self, TraceCommand.self, RecordsCommand.self, PackCommand.self,
            StatusCommand.self, VerifyCommand.self, PruneCommand.self,
        ])

    func run() throws {
        throw UsageError(
            description: "a command is missing: index, lookup, trace, records, pack, status, verify or prune")
    }

    static func main() {
        do {
            try ProcessSetup.prepare()
            let arguments = ProcessState.arguments
            if let request = LookupRequest(plain: arguments) { throw try request.run() }
            if let request = IndexRequest(plain: arguments) { throw try request.run() }
            var command = try parseAsRoot(arguments.map(ArgumentText.text))
            try command.run()
        } catch {
            ExitStatus(of: error).exit()
        }
    }
}

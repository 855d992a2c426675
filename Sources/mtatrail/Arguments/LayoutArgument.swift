import ArgumentParser
import MTALog

/// The LOG_* options that a log was written with, as a list.
struct LayoutArgument: ExpressibleByArgument {
    let options: LayoutOptions

    init?(argument: String) {
        guard let options = try? LayoutOptions(names: argument) else { return nil }
        self.options = options
    }

    static let help = ArgumentHelp(
        "The LOG_* options that the log was written with, like filename,message-id,connection, rather than finding out.",
        valueName: "list")
}

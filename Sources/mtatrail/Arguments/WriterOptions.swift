import ArgumentParser
import LMDBIndex
import Printing

/// What a command does that finds another one writing the same index.
struct WriterOptions: ParsableArguments {
    @Flag(name: .customLong("no-wait"), help: "Where another command is writing the index, end with status 2 at once.")
    var doesNotWait = false

    var isWaiting: Bool { !doesNotWait }

    /// Says who is waited for.
    static func tellWait(for process: Int32?, on store: Store) {
        let holder = process.map { " (process \($0))" } ?? ""
        Messages.say("another index run is at work on \(EscapedText.line(store.place))\(holder); waiting for it")
    }
}

import ArgumentParser
import MTALog
import Tracing

/// Keys as `lookup` and `trace` take them: as arguments, and one a line from standard input.
struct KeyArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("What to look for; - reads keys from standard input.", valueName: "key"))
    var keys: [KeyArgument] = []

    @Flag(help: ArgumentHelp("Take the keys to be this, whatever their shape."))
    var kind: KindFlag?

    @Option(
        help: ArgumentHelp("Only records from this moment on, like 2025-03-01 or 2025-03-01T12:00.", valueName: "time"))
    var since: Moment?

    @Option(help: ArgumentHelp("Only records before this moment.", valueName: "time"))
    var until: Moment?

    enum KindFlag: EnumerableFlag {
        case messageID, queueFile

        static func name(for value: KindFlag) -> NameSpecification {
            value == .messageID ? .customLong("message-id") : .customLong("queue-file")
        }
    }

    /// For a command that looks for nothing else.
    func requireKeys() throws {
        if keys.isEmpty { throw ValidationError("Missing expected argument '<key> ...'") }
    }

    var query: KeyQuery {
        let kind: KeyKind? = kind.map { $0 == .messageID ? .messageID : .queueFile }
        return KeyQuery(
            keys: keys.map(\.bytes), kind: kind, span: TimeSpan(since: since?.stamp, until: until?.stamp))
    }
}

import ArgumentParser
import MTALog
import Tracing

/// Keys as `lookup` and `trace` take them: as arguments, and one a line from standard input.
struct KeyArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("What to look for; - reads keys from standard input.", valueName: "key"))
    var keys: [String]

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

    var span: Lookup.Span { Lookup.Span(since: since?.stamp, until: until?.stamp) }

    /// Calls `body` with keys that are at hand together, those of standard input last, and tells the worst outcome.
    func forEachGroup(_ body: ([[UInt8]]) throws -> ExitStatus) throws -> ExitStatus {
        var status = try body(keys.filter { $0 != "-" }.map { Array($0.utf8) })
        guard keys.contains("-") else { return status }
        var lines = InputLines()
        while case let group = try lines.nextOnes(), !group.isEmpty {
            status = status.or(try body(group.filter { !$0.isEmpty }))
        }
        return status
    }

    /// Calls `body` with each key, and tells the worst outcome.
    func forEach(_ body: ([UInt8]) throws -> ExitStatus) throws -> ExitStatus {
        try forEachGroup { group in
            try group.reduce(.success) { status, key in status.or(try body(key)) }
        }
    }

    /// What to search for; nil, after saying so, where a key cannot be what it is said to be.
    func pattern(_ key: [UInt8], exact: Bool = false) -> KeyPattern? {
        if let pattern = try? KeyPattern(
            key, kind: kind.map { $0 == .messageID ? .messageID : .queueFile }, exact: exact)
        {
            return pattern
        }
        Messages.say("'\(EscapedText.line(key))' is not the name of a queue file, such as ZZ01IS3D2ZP7FQ9UN54R.00")
        return nil
    }
}

import MTALog
import Printing
import Tracing

/// Which keys are looked for, and where in time.
struct KeyQuery {
    /// As they were typed; - stands for those of standard input.
    var keys: [[UInt8]]
    /// What they are said to be, whatever their shape.
    var kind: KeyKind?
    var span = TimeSpan()

    private static let standardInput = Array("-".utf8)

    /// Calls `body` with keys that are at hand together, those of standard input last, and tells the worst outcome.
    func forEachGroup(_ body: ([[UInt8]]) throws -> ExitStatus) throws -> ExitStatus {
        var status = try body(keys.filter { $0 != KeyQuery.standardInput })
        guard keys.contains(KeyQuery.standardInput) else { return status }
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
        if let pattern = try? KeyPattern(key, kind: kind, exact: exact) { return pattern }
        Messages.say("'\(EscapedText.line(key))' is not the name of a queue file, such as ZZ01IS3D2ZP7FQ9UN54R.00")
        return nil
    }
}

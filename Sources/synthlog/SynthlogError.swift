import SystemPackage

/// What went wrong with a file.
struct SynthlogError: Error, CustomStringConvertible {
    let what: String
    let cause: Errno

    var description: String { "\(what): \(cause.description)" }
}

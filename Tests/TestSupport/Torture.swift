import Foundation

/// How hard the tests are that try many cases of chance: the variable MTATRAIL_TORTURE makes them try so many times as
/// many as they do in an ordinary run.
public enum Torture {
    /// At least 1, which is the default.
    public static let factor = max(1, Int(ProcessInfo.processInfo.environment["MTATRAIL_TORTURE"] ?? "") ?? 1)
}

import FoundationEssentials

/// The environment variables that the program heeds.
enum EnvironmentVariable: String {
    case index = "MTATRAIL_INDEX"
    case noColor = "NO_COLOR"
    /// The terminal's width, where the shell exports it.
    case columns = "COLUMNS"

    /// The value, nil where the variable is unset or empty.
    var value: String? {
        ProcessInfo.processInfo.environment[rawValue].flatMap { $0.isEmpty ? nil : $0 }
    }
}

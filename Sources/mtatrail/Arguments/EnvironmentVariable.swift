import Archives

/// The environment variables that the program heeds.
enum EnvironmentVariable: String {
    case index = "MTATRAIL_INDEX"
    case noColor = "NO_COLOR"
    /// The terminal's width, where the shell exports it.
    case columns = "COLUMNS"

    /// The value, nil where the variable is unset or empty.
    var bytes: [UInt8]? {
        ProcessState.environmentValue(rawValue).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The value as a text.
    var value: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
}

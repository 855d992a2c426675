/// How the bytes of a file will be read, as a hint to the system.
public enum AccessPattern: Sendable, Hashable {
    /// From front to back: read ahead generously.
    case sequential
    /// Here and there: read nothing ahead.
    case random
    /// Soon: begin to read now.
    case willNeed
    /// Not again: the pages may be dropped from this process.
    case dontNeed
}

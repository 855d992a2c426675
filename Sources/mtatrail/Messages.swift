import Synchronization
import SystemPackage

/// Standard error: messages for people, and a progress line where that is a terminal.
enum Messages {
    private static let shown = Mutex(false)

    /// Writes a line, clearing the progress line first.
    static func say(_ text: String) {
        clearProgress()
        write("mtatrail: \(text)\n")
    }

    /// Shows a line that the next message or progress replaces.
    static func showProgress(_ text: String) {
        shown.withLock { shown in
            write("\r\(text)\u{1B}[K")
            shown = true
        }
    }

    static func clearProgress() {
        shown.withLock { shown in
            if shown { write("\r\u{1B}[K") }
            shown = false
        }
    }

    private static func write(_ text: String) {
        // When nobody listens on standard error, nobody misses it.
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }
}

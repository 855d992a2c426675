import Archives
import MTALog
import Printing
import SystemPackage
import Threads

/// Standard error: messages for people, and a progress line where that is a terminal.
enum Messages {
    private static let shown = Mutex(false)

    /// Writes a line, clearing the progress line first.
    ///
    /// Names of files, arguments and reasons come from strangers, and a terminal obeys control bytes: whatever could
    /// command it is escaped here, once for all. What is escaped already stays as it is.
    static func say(_ text: String) {
        clearProgress()
        write("mtatrail: \(EscapedText.line(ArgumentText.bytes(of: text)))\n")
    }

    /// Writes a line as the process is being ended, from any thread. It waits for nobody: not for a thread that is writing,
    /// nor for a reader of standard error that reads no more.
    static func sayAtEnd(_ text: String) {
        let line = "mtatrail: \(EscapedText.line(ArgumentText.bytes(of: text)))\n"
        guard let isShown = shown.withLockIfAvailable({ $0 }), ProcessState.canWriteAtOnce(to: .standardError) else {
            return
        }
        write(isShown ? "\r\u{1B}[K\(line)" : line)
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
        try? FileDescriptor.standardError.write(all: Array(text.utf8))
    }
}

extension FilePath {
    /// The path as a message shows it: a byte that is no text as `\xff`. A message that has the path itself in it would
    /// show that there is such a byte, but not which.
    var shown: String { EscapedText.line(bytes) }
}

import Archives
import LMDBIndex

/// What a command that writes does when SIGINT, SIGTERM or SIGHUP comes: nothing half-made is left, a line says how things
/// are, and the process ends by the signal.
enum Interruption {
    /// - Parameter state: how things are then and what goes on from there, as in "no log is lost; ...".
    static func leaves(_ state: String) {
        InterruptingSignal.handle { signal in
            IndexWriter.removeCompaction {
                TemporaryFiles.removeAll {
                    Messages.sayAtEnd("stopped by \(signal.name): \(state)")
                    signal.endProcess()
                }
            }
        }
    }
}

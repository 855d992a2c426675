import ArgumentParser
import MTALog
import Tracing

/// Which records are wanted.
struct RecordFilter {
    let span: TimeSpan
    /// nil for any.
    let actions: ActionLetters?

    func admits(_ record: LogRecord) -> Bool {
        guard span.contains(record.stamp) else { return false }
        guard let actions else { return true }
        return record.actionLetter.map { actions.letters.contains($0) } ?? false
    }
}

/// Actions by their letters: `E,Q,D`.
struct ActionLetters: ExpressibleByArgument {
    let letters: Set<UInt8>

    init?(argument: String) {
        let items = argument.split(separator: ",", omittingEmptySubsequences: false).map { Array($0.utf8) }
        guard items.allSatisfy({ $0.count == 1 && (0x41...0x5a).contains($0[0] & ~0x20) }) else { return nil }
        letters = Set(items.map { $0[0] & ~0x20 })
    }
}

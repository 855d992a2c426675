import ArgumentParser
import Glibc
import IndexModel
import Printing

/// The program's exit statuses, and the one place where an error becomes one.
enum ExitStatus: Int32, Error {
    /// `lookup`: every key was found. `index`: all done.
    case success = 0
    /// `lookup`: a key was not found though everything under the index was searched. `index`: some input was skipped
    /// or is indexed only in part; each is named.
    case incomplete = 1
    /// An error; or a key was not found while not everything could be searched.
    case failure = 2

    /// What an error means, after telling it on standard error in one line.
    init(of error: any Error) {
        if let status = error as? ExitStatus {
            self = status
        } else if Mtatrail.exitCode(for: error) == .success {
            // Asked for: help, version, completion script.
            self = ExitStatus.answer(Mtatrail.fullMessage(for: error))
        } else if error is UsageError || !(error is CleanExit) && Mtatrail.exitCode(for: error) == .validationFailure {
            let text = Mtatrail.message(for: error).replacing("\n", with: " ")
            Messages.say("\(text.endsSentence ? String(text.dropLast()) : text); see 'mtatrail --help'")
            self = .failure
        } else if let error = error as? IndexError {
            Messages.say("index \(EscapedText.line(error.place)): \(error.advice)")
            self = .failure
        } else {
            Messages.say("\(error)")
            self = .failure
        }
    }

    /// Prints what was asked for.
    private static func answer(_ text: String) -> ExitStatus {
        do {
            try StandardOutput.write(Array("\(text)\n".utf8))
            return .success
        } catch {
            return ExitStatus(of: error)
        }
    }

    func exit() -> Never {
        Glibc.exit(rawValue)
    }

    /// The worse of two.
    func or(_ other: ExitStatus) -> ExitStatus {
        rawValue < other.rawValue ? other : self
    }
}

/// Arguments that cannot be meant.
struct UsageError: Error, CustomStringConvertible {
    let description: String
}

/// The system refused what the command needs, whatever its arguments.
struct SystemFailure: Error, CustomStringConvertible {
    let description: String
}

extension String {
    fileprivate var endsSentence: Bool { hasSuffix(".") }

    fileprivate func replacing(_ old: Character, with new: Character) -> String {
        String(map { $0 == old ? new : $0 })
    }
}

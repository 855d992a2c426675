import IndexModel
import Indexing

/// What to do, in words that name this program's options and commands.
extension IndexError.Remedy {
    /// For people, to follow what went wrong.
    var sentence: String {
        switch self {
        case .chooseAnother: "choose another directory with --index or MTATRAIL_INDEX"
        case .chooseLocal: "choose one on a local disk with --index or MTATRAIL_INDEX"
        case .makeOrName:
            "make one with 'mtatrail index PATH...', or name another with --index or MTATRAIL_INDEX"
        case .other(let text): text
        }
    }
}

extension IndexError {
    /// What went wrong, and what to do: what is said behind the name of the directory, which need be no text.
    var advice: String { reason + (remedy.map { "; \($0.sentence)" } ?? "") }
}

extension IndexReport.Notice {
    /// Why, and what to do.
    var sentence: String {
        switch remedy {
        case .nameOutput: "\(reason): name it with --output"
        case .pack: "\(reason); 'mtatrail pack' compares them"
        case nil: reason
        }
    }
}

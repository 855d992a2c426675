/// How an MTA may have written the log: format, options, padding. All of them tell of the same traffic.
enum LogLayout: String, CaseIterable, Sendable {
    case usual = "format 1, usual options"
    case none = "format 1, the MTA's default options"
    case all = "format 1, all options"
    case padded = "format 1, usual options, the action padded"
    case angleBrackets = "format 2, usual options"
    case counted = "format 3, usual options"
    case xml = "format 4, usual options"
    case allXML = "format 4, all options"
    case json = "format 5, usual options"
    case allJSON = "format 5, all options"
    case flatJSON = "format 6, usual options"

    /// A short word, for names of files and of budgets.
    var name: String { "\(self)" }

    /// What synthlog is told.
    var arguments: [String] {
        switch self {
        case .usual: []
        case .none: ["--options", "none"]
        case .all: ["--options", "all"]
        case .padded: ["--action-column", "3"]
        case .angleBrackets: ["--format", "2"]
        case .counted: ["--format", "3"]
        case .xml: ["--format", "4"]
        case .allXML: ["--format", "4", "--options", "all"]
        case .json: ["--format", "5"]
        case .allJSON: ["--format", "5", "--options", "all"]
        case .flatJSON: ["--format", "6"]
        }
    }

    /// How much more processor time than a MiB of the usual layout a MiB of this one may take.
    var mostOfUsual: Double {
        switch self {
        case .xml, .allXML, .json, .allJSON, .flatJSON: 2.5
        default: 1.5
        }
    }
}

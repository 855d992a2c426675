/// What a record tells that happened.
enum Step: UInt8, CaseIterable {
    case enqueue, deliver, postpone, postponeRest, fail, drop, warn, abort, reject, badCommand
    case open, close, refuse, noConnection, authenticate
    case header

    var letter: String {
        switch self {
        case .enqueue: "E"
        case .deliver: "D"
        case .postpone: "Q"
        case .postponeRest: "Z"
        case .fail: "R"
        case .drop: "K"
        case .warn: "W"
        case .abort: "V"
        case .reject: "J"
        case .badCommand: "B"
        case .open: "O"
        case .close: "C"
        case .refuse: "X"
        case .noConnection: "Y"
        case .authenticate: "U"
        case .header: ""
        }
    }

    var kind: SyntheticRecord.Kind {
        switch self {
        case .open, .close, .refuse, .noConnection, .authenticate: .connection
        case .header: .header
        default: .message
        }
    }
}

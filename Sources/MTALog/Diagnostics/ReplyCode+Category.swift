extension ReplyCode {
    /// The kind of reason, where the code alone says enough.
    var category: ReasonCategory? {
        switch value {
        case 421: .unavailable
        case 452: .systemFull
        case 432, 530, 534, 535: .authentication
        case 523, 538: .encryption
        case 500...504, 555: .protocolError
        case 521, 556: .noMailAccepted
        case 551: .mailboxMoved
        default: nil
        }
    }
}

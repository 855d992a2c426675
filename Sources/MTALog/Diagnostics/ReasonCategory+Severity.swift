extension ReasonCategory {
    /// Whether trying again can help, where the kind of reason alone says so.
    var severity: ReplySeverity? {
        switch self {
        case .accepted: .success
        case .noRoute, .networkDown, .hostDown, .connectionRefused, .connectionTimedOut, .connectionReset,
            .nameServiceFailure, .mailboxBusy, .greylisted, .rateLimited, .temporary, .hostSkipped, .storeBusy:
            .temporary
        case .nullMX, .mailboxUnknown, .mailboxMoved, .addressInvalid, .relayDenied, .noMailAccepted, .expired,
            .permanent:
            .permanent
        default: nil
        }
    }
}

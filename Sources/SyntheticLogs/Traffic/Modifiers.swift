/// The letters after an action's: E for ESMTP, S for TLS, A for an authenticated user ...
enum Modifiers: UInt8, CaseIterable {
    case plain, esmtp, esmtpTLS, esmtpAuthenticated, authenticatedTLS, chunking, chunkingTLS, proxied, queued

    var letters: String {
        switch self {
        case .plain: ""
        case .esmtp: "E"
        case .esmtpTLS: "ES"
        case .esmtpAuthenticated: "EA"
        case .authenticatedTLS: "ESA"
        case .chunking: "EC"
        case .chunkingTLS: "ESC"
        case .proxied: "EPA"
        case .queued: "EQ"
        }
    }

    /// Every action with every modifier, made once.
    static let actions: [FieldText] = Step.allCases.flatMap { step in
        allCases.map { FieldText(step == .header ? "" : step.letter + $0.letters) }
    }

    func action(of step: Step) -> FieldText {
        Self.actions[Int(step.rawValue) * Self.allCases.count + Int(rawValue)]
    }
}

/// Why an attempt ended as it did, as far as its delivery status says.
///
/// Nothing is guessed: what neither a code nor known words tell has the category `unknown`, and its text is to be shown.
public struct Reason: Sendable, Hashable {
    public let category: ReasonCategory
    /// Whether trying again can help: as the reply's class says, else the kind of reason, else what the MTA did.
    /// nil where none of them tells.
    public let severity: ReplySeverity?
    public let replyCode: ReplyCode?
    public let enhancedStatus: EnhancedStatus?

    /// Reads a delivery status.
    ///
    /// - Parameters:
    ///   - text: the diagnostic field, or the reason field where there is no other; empty where there is neither.
    ///   - action: the action's letter of the record, such as D, Q or R.
    /// - Complexity: O(length).
    public init(_ text: Span<UInt8>, action: UInt8?) {
        let diagnostic = Diagnostic(text)
        let letter = action ?? 0
        replyCode = diagnostic.replyCode
        enhancedStatus = diagnostic.enhancedStatus
        let replied = replyCode?.severity ?? enhancedStatus?.severity
        let category: ReasonCategory
        if replied == .success || (replied == nil && letter == UInt8(ascii: "D")) {
            category = .accepted
        } else if diagnostic.words.isEmpty {
            category = .unstated
        } else {
            category = Reason.category(of: diagnostic, in: text, replied)
        }
        self.category = category
        severity = replied ?? category.severity ?? Reason.severity(ofAction: letter)
    }

    /// A status that leaves nothing open comes first, then words, then what is left.
    private static func category(
        of diagnostic: Diagnostic, in text: Span<UInt8>, _ replied: ReplySeverity?
    ) -> ReasonCategory {
        let entry = diagnostic.enhancedStatus?.entry
        if let entry, !entry.isVague, let category = entry.category { return category }
        let words = DiagnosticWords(text, in: diagnostic.words)
        let isReply = diagnostic.isReply || diagnostic.enhancedStatus != nil
        for phrase in isReply ? DiagnosticPhrase.replies : DiagnosticPhrase.own {
            guard phrase.severity == nil || phrase.severity == replied else { continue }
            if words.contain(phrase.words) { return phrase.category }
        }
        if let category = entry?.category ?? diagnostic.replyCode?.category { return category }
        switch replied {
        case .temporary: return .temporary
        case .permanent: return .permanent
        case .success, nil: return .unknown
        }
    }

    /// Refused for good: R, K and J; kept for another try: Q, Z and W.
    private static func severity(ofAction letter: UInt8) -> ReplySeverity? {
        switch letter {
        case UInt8(ascii: "D"): .success
        case UInt8(ascii: "Q"), UInt8(ascii: "Z"), UInt8(ascii: "W"): .temporary
        case UInt8(ascii: "R"), UInt8(ascii: "K"), UInt8(ascii: "J"): .permanent
        default: nil
        }
    }
}

extension Reason {
    /// Reads a delivery status that is owned.
    public init(_ text: [UInt8], action: UInt8?) {
        self.init(text.span, action: action)
    }
}

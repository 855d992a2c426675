public import MTALog

/// What is said of a reason besides the log's own words.
extension Reason {
    /// What the kind of reason means, in plain words; empty where there is nothing to add to the log's own.
    public var explanation: String { category.explanation }

    /// The explanation, then what the codes mean: sentences, empty where there is nothing to add to the log's own.
    public var sentences: String {
        let meanings = codeMeanings.map { "\($0)." }
        return (explanation.isEmpty ? meanings : [explanation] + meanings).joined(separator: " ")
    }

    /// What the codes mean by their standards: "550: ...", "5.1.1: ...".
    public var codeMeanings: [String] {
        var meanings: [String] = []
        if let replyCode, let meaning = replyCode.meaning { meanings.append("\(replyCode): \(meaning)") }
        if let enhancedStatus, let meaning = enhancedStatus.meaning { meanings.append("\(enhancedStatus): \(meaning)") }
        return meanings
    }
}

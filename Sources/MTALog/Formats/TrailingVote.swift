import ByteScanning

/// Counts how records end, behind the leading options, and finds the options that explain it.
struct TrailingVote {
    private var departures = 0
    private var texts = 0
    private var queueTimes = 0
    private var transports = 0
    private var applications = 0
    private var statuses = 0
    private var remoteMTAs = 0
    private var rejections = 0
    private var reasons = 0
    /// Records with one empty slot, and with two, before what ends them: a diagnostic, and a remote MTA.
    private var oneEmpty = 0
    private var twoEmpty = 0

    /// Counts a record's rest in format 1 or 2.
    mutating func add(_ text: Span<UInt8>, _ range: Range<Int>, letter: UInt8) {
        let isDeparture = TrailingVote.isDeparture(letter)
        departures += isDeparture ? 1 : 0
        var rest = range
        if let word = TrailingVote.lastWord(text, rest), text.endOfNumber(word.lowerBound, word.upperBound) != nil {
            queueTimes += isDeparture ? 1 : 0
            rest = rest.lowerBound..<word.lowerBound - 1
        }
        guard !rest.isEmpty else { return }
        texts += 1
        if let word = TrailingVote.lastWord(text, rest), text.isApplication(word) {
            applications += 1
            rest = rest.lowerBound..<word.lowerBound - 1
        }
        if let word = TrailingVote.lastWord(text, rest), text.begins(word, with: "TCP|") {
            transports += 1
            rest = rest.lowerBound..<word.lowerBound - 1
            oneEmpty += rest.count == 1 ? 1 : 0
            twoEmpty += rest.count == 2 && text[rest.lowerBound + 1] == 0x20 ? 1 : 0
        }
        addFreeText(text, rest, letter: letter)
    }

    private mutating func addFreeText(_ text: Span<UInt8>, _ rest: Range<Int>, letter: UInt8) {
        guard let word = TrailingVote.lastWord(text, rest) else { return }
        let first = rest.lowerBound + 1..<text.endOfWord(rest.lowerBound + 1, rest.upperBound)
        if text.endOfType(word) != nil { remoteMTAs += 1 }
        if text.begins(first, with: "dns;") { statuses += 1 }
        guard letter == UInt8(ascii: "R") || letter == UInt8(ascii: "K"),
            let anchor = TextReader.startOfDiagnostic(text, rest.lowerBound + 1..<rest.upperBound)
        else { return }
        rejections += 1
        if anchor > rest.lowerBound + 1 { reasons += 1 }
    }

    /// The options with enough votes. The diagnostic is always on: what has no place must have one.
    func options() -> LayoutOptions {
        var options: LayoutOptions = .diagnostics
        // A departure without a queue time ends in a number but by chance; with one, each does.
        if departures > 0, queueTimes * 20 >= departures * 19 { options.insert(.queueTime) }
        if transports * 10 > texts { options.insert(.transport) }
        if applications * 10 > texts { options.insert(.application) }
        if twoEmpty > oneEmpty { options.insert(.remoteMTA) }
        if remoteMTAs > 0, remoteMTAs * 2 >= max(statuses, 1) { options.insert(.remoteMTA) }
        if rejections > 0, reasons * 2 > rejections { options.insert(.reason) }
        return options
    }

    static func isDeparture(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "D"), UInt8(ascii: "Q"), UInt8(ascii: "R"), UInt8(ascii: "K"), UInt8(ascii: "W"),
            UInt8(ascii: "Z"):
            true
        default: false
        }
    }

    /// The last word of a rest that begins with a blank.
    private static func lastWord(_ text: Span<UInt8>, _ rest: Range<Int>) -> Range<Int>? {
        guard rest.count > 1 else { return nil }
        let start = text.startOfLastWord(rest)
        return start < rest.upperBound ? start..<rest.upperBound : nil
    }
}

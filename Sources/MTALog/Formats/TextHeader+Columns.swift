/// Which of the words before the action are node, process and channels.
extension TextHeader {
    static let columnWidth = 12

    mutating func assign(
        _ text: Span<UInt8>, _ words: InlineArray<5, Range<Int>>, _ count: Int, _ options: LayoutOptions?
    ) {
        var first = 0
        if count > 0, TextHeader.isProcessID(text, words[0]), body == .headerLine || count > 1 {
            processID = words[0]
            first = 1
        } else if count > 1, TextHeader.isProcessID(text, words[1]), body == .headerLine || count > 2 {
            (node, processID) = (words[0], words[1])
            first = 2
        } else if body == .headerLine, count > 0 {
            node = words[0]
            first = 1
        }
        // A connection's last word is its direction, no channel.
        let last = body == .connection ? count - 1 : count
        switch last - first {
        case 1: source = words[first]
        case 2: assignPair(text, words[first], words[first + 1], options)
        case 3...:
            if node == nil { node = words[first] }
            (source, destination) = (words[last - 2], words[last - 1])
        default: break
        }
    }

    /// Two words: a source and a destination, or a node and a source.
    private mutating func assignPair(
        _ text: Span<UInt8>, _ first: Range<Int>, _ second: Range<Int>, _ options: LayoutOptions?
    ) {
        let isConnection = body == .connection
        if isConnection || (node == nil && processID == nil && isNodeAndSource(text, first, second, options)) {
            (node, source) = (first, second)
        } else {
            (source, destination) = (first, second)
        }
    }

    private func isNodeAndSource(
        _ text: Span<UInt8>, _ first: Range<Int>, _ second: Range<Int>, _ options: LayoutOptions?
    ) -> Bool {
        let width = TextHeader.columnWidth
        let pair = first.lowerBound + max(width, first.count) + 1 + max(width, second.count) + 1
        if pair == action.lowerBound { return false }
        if second.lowerBound + max(width, second.count) + 1 + width + 1 == action.lowerBound { return true }
        // The manuals print a destination some blanks off, and squeezed columns leave no width to ask.
        guard let options, options.contains(.node) else { return false }
        let letter = text[action.lowerBound]
        return letter != UInt8(ascii: "E") && letter != UInt8(ascii: "V")
    }

    /// Takes an extra blank behind the stamp for the slot of a node, or of a process, that has no name.
    mutating func takeEmptyNode(_ text: Span<UInt8>, _ stampEnd: Int, _ end: Int, _ options: LayoutOptions?) {
        guard stampEnd + 1 < end, text[stampEnd] == 0x20, text[stampEnd + 1] == 0x20 else { return }
        let slot = stampEnd + 1..<stampEnd + 1
        let isProcess = options.map { $0.contains(.process) && !$0.contains(.node) } ?? false
        if isProcess, processID == nil { processID = slot } else { node = slot }
    }

    /// `2e2d.5.1` or `1e488.0`: two or three hexadecimal numbers.
    static func isProcessID(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool {
        guard word.count >= 3, word.count <= 64 else { return false }
        var (dots, digits) = (0, 0)
        var afterDot = true
        for index in word {
            let byte = text[index]
            if byte == UInt8(ascii: ".") {
                guard !afterDot else { return false }
                dots += 1
                afterDot = true
                continue
            }
            guard byte.isDigit || (byte.isLetter && byte | 0x20 <= UInt8(ascii: "f")) else { return false }
            digits += byte.isDigit ? 1 : 0
            afterDot = false
        }
        return (1...2).contains(dots) && digits > 0 && !afterDot
    }
}

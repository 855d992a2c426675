/// Lines of text of a given width, coloured where that is wanted.
struct TextLines {
    enum Ink: String {
        case bold = "1"
        case faint = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case cyan = "36"
    }

    let columns: Int
    let colors: Bool
    private(set) var bytes: [UInt8] = []

    init(columns: Int, colors: Bool) {
        self.columns = columns
        self.colors = colors
    }

    /// A text in a colour.
    func painted(_ text: String, _ ink: Ink?) -> String {
        guard colors, let ink, !text.isEmpty else { return text }
        return "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m"
    }

    mutating func addBlank() {
        bytes.append(0x0a)
    }

    /// Adds a line as it is, which must be narrow enough.
    mutating func add(_ line: String) {
        bytes += line.utf8
        bytes.append(0x0a)
    }

    /// Adds bytes as they are, and a line end where they have none.
    mutating func add(raw line: some Collection<UInt8>) {
        bytes += line
        if bytes.last != 0x0a { bytes.append(0x0a) }
    }

    /// Adds a text behind a label, folded to the width, its further lines indented as far as the first one's text.
    ///
    /// - Parameter label: at most half as wide as a line, blanks included.
    mutating func addFolded(_ text: String, behind label: String, ink: Ink? = nil, labelInk: Ink? = nil) {
        let indent = min(DisplayWidth.of(label), columns / 2)
        var isFirst = true
        for line in TextLines.folded(text, columns - indent) {
            let start = isFirst ? painted(label, labelInk) : String(repeating: " ", count: indent)
            add(start + painted(String(line), ink))
            isFirst = false
        }
    }

    /// A text cut at blanks, or inside a word that is wider than a line. O(length).
    static func folded(_ text: String, _ width: Int) -> [Substring] {
        var lines: [Substring] = []
        var rest = text[...]
        repeat {
            let end = endOfLine(rest, width)
            lines.append(rest[..<end].trimmingTrailingBlanks)
            rest = rest[end...]
            // The blanks of a fold are the line end; those at the beginning of the text stay.
            while rest.first == " " { rest = rest.dropFirst() }
        } while !rest.isEmpty
        return lines
    }

    private static func endOfLine(_ text: Substring, _ width: Int) -> Substring.Index {
        let scalars = text.unicodeScalars
        var column = 0
        var lastBlank: Substring.Index?
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let next = column + DisplayWidth.of(scalars[index])
            if next > width, index > scalars.startIndex { return scalars[index] == " " ? index : lastBlank ?? index }
            column = next
            if scalars[index] == " ", index > scalars.startIndex { lastBlank = index }
            index = scalars.index(after: index)
        }
        return scalars.endIndex
    }
}

extension Substring {
    fileprivate var trimmingTrailingBlanks: Substring {
        var text = self
        while text.last == " " { text = text.dropLast() }
        return text
    }
}

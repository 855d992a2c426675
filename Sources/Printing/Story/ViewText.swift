import MTALog

/// A text for people: our own words, and pieces of the log, which each view makes harmless in its own way.
///
/// Written as an interpolation: `"Delivered to \(log: address)."`. What is not said to be the log's is ours.
struct ViewText: ExpressibleByStringInterpolation, Hashable {
    enum Piece: Hashable {
        case words(String)
        case log([UInt8])
    }

    var pieces: [Piece] = []

    init() {}

    init(stringLiteral words: String) {
        pieces = [.words(words)]
    }

    init(stringInterpolation interpolation: StringInterpolation) {
        pieces = interpolation.pieces
    }

    /// Our own words.
    init(_ words: String) {
        pieces = [.words(words)]
    }

    /// A piece of the log.
    init(log: [UInt8]) {
        pieces = [.log(log)]
    }

    var isEmpty: Bool { pieces.isEmpty }

    static func + (left: ViewText, right: ViewText) -> ViewText {
        var sum = left
        sum.pieces += right.pieces
        return sum
    }

    static func += (left: inout ViewText, right: ViewText) {
        left.pieces += right.pieces
    }

    /// One escaped line; of each piece of the log at most so many bytes. O(length shown).
    func line(longest: Int = LogExcerpt.longestName) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .words(let words): text += words
            case .log(let bytes): text += LogExcerpt.line(bytes, longest: longest)
            }
        }
        return text
    }

    struct StringInterpolation: StringInterpolationProtocol {
        var pieces: [Piece] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(interpolationCount * 2 + 1)
        }

        mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { pieces.append(.words(literal)) }
        }

        mutating func appendInterpolation(_ words: String) {
            pieces.append(.words(words))
        }

        mutating func appendInterpolation(_ number: Int) {
            pieces.append(.words(String(number)))
        }

        mutating func appendInterpolation(log bytes: [UInt8]) {
            pieces.append(.log(bytes))
        }

        mutating func appendInterpolation(_ text: ViewText) {
            pieces += text.pieces
        }
    }
}

extension [ViewText] {
    func joined(_ separator: String) -> ViewText {
        var joined = ViewText()
        for (index, text) in enumerated() {
            if index > 0 { joined += ViewText(separator) }
            joined += text
        }
        return joined
    }
}

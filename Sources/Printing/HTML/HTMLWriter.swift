import MTALog

/// Builds HTML whose text cannot become markup.
///
/// Tags and attributes are our own words only, given as literals: text from the log can only be written as the content
/// of an element, escaped, and set apart so that its direction of writing ends where it does.
struct HTMLWriter {
    private(set) var bytes: [UInt8] = []

    /// Markup of our own.
    mutating func markup(_ markup: StaticString) {
        bytes += markup.description.utf8
    }

    /// An element with attributes of our own, `div class="box"`, and its content.
    mutating func element(_ tag: StaticString, _ content: (inout HTMLWriter) -> Void) {
        bytes.append(UInt8(ascii: "<"))
        markup(tag)
        bytes.append(UInt8(ascii: ">"))
        content(&self)
        bytes += "</".utf8
        bytes += tag.description.utf8.prefix { $0 != 0x20 }
        bytes += ">\n".utf8
    }

    /// An element that holds a text.
    mutating func element(_ tag: StaticString, _ text: ViewText, longest: Int = LogExcerpt.longestName) {
        element(tag) { $0.text(text, longest: longest) }
    }

    /// Text, of each piece of the log at most so many bytes.
    mutating func text(_ text: ViewText, longest: Int = LogExcerpt.longestName) {
        for piece in text.pieces {
            switch piece {
            case .words(let words): escaped(words)
            case .log(let log):
                markup("<bdi>")
                escaped(LogExcerpt.line(log, longest: longest))
                markup("</bdi>")
            }
        }
    }

    /// Text as it is, `&`, `<`, `>` and quotes escaped.
    mutating func escaped(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            default: bytes.append(byte)
            }
        }
    }

    /// A number inside a tag, such as a coordinate.
    mutating func number(_ number: Int) {
        bytes += String(number).utf8
    }

    /// A share as a percentage with two digits behind the point, inside a tag.
    mutating func percent(_ share: Double) {
        let hundredths = Int((share * 10_000).rounded())
        let fraction = hundredths % 100
        bytes += "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)%".utf8
    }
}

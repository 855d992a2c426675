/// Reads markup as strictly as XML wants it, and keeps what it saw: elements, attributes, text.
public struct MarkupCheck {
    public enum Fault: Error, Equatable {
        /// What is wrong, and where.
        case malformed(String, offset: Int)
    }

    /// The names of the elements, in the order of their beginnings.
    public private(set) var elements: [String] = []
    /// All attributes of all elements.
    public private(set) var attributes: [(name: String, value: String)] = []
    /// The text of all elements, references resolved, but for that of `style`.
    public private(set) var text = ""
    private var open: [String] = []
    private let source: [UInt8]
    private var offset = 0

    /// Throws unless every element is closed in its turn, every attribute quoted, and every `&` a known reference.
    public init(_ source: [UInt8]) throws(Fault) {
        self.source = source
        if String(validating: source, as: UTF8.self) == nil { throw fault("not UTF-8") }
        skip("<!DOCTYPE html>")
        while offset < source.count {
            if source[offset] == UInt8(ascii: "<") { try readTag() } else { try readText() }
        }
        guard open.isEmpty else { throw fault("\(open) not closed") }
    }

    private func fault(_ what: String) -> Fault { .malformed(what, offset: offset) }

    @discardableResult
    private mutating func skip(_ text: String) -> Bool {
        guard source[offset...].starts(with: text.utf8) else { return false }
        offset += text.utf8.count
        return true
    }

    private mutating func readTag() throws(Fault) {
        if skip("</") {
            let name = readName()
            guard skip(">"), open.popLast() == name else { throw fault("</\(name)> closes nothing") }
            return
        }
        skip("<")
        let name = readName()
        guard !name.isEmpty else { throw fault("a < that begins no element") }
        elements.append(name)
        while skip(" ") { try readAttribute() }
        if skip("/>") { return }
        guard skip(">") else { throw fault("<\(name) does not end") }
        open.append(name)
    }

    private mutating func readAttribute() throws(Fault) {
        let name = readName()
        guard !name.isEmpty, skip("=\"") else { throw fault("an attribute without a quoted value") }
        let start = offset
        while offset < source.count, source[offset] != UInt8(ascii: "\"") {
            guard source[offset] != UInt8(ascii: "<") else { throw fault("a < in an attribute") }
            offset += 1
        }
        attributes.append((name, String(decoding: source[start..<min(offset, source.count)], as: UTF8.self)))
        guard skip("\"") else { throw fault("an attribute does not end") }
    }

    private mutating func readName() -> String {
        let start = offset
        while offset < source.count, isNameByte(source[offset]) { offset += 1 }
        return String(decoding: source[start..<offset], as: UTF8.self)
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }

    private mutating func readText() throws(Fault) {
        let isStyle = open.last == "style"
        var bytes: [UInt8] = []
        while offset < source.count, source[offset] != UInt8(ascii: "<") {
            if source[offset] == UInt8(ascii: "&") {
                bytes += try readReference().utf8
            } else {
                bytes.append(source[offset])
                offset += 1
            }
        }
        if !isStyle { text += String(decoding: bytes, as: UTF8.self) }
    }

    private mutating func readReference() throws(Fault) -> String {
        let known = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")]
        for (reference, character) in known where skip(reference) { return character }
        throw fault("an & that begins no reference")
    }
}

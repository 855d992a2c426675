/// Builds one JSON object on one line.
struct JSONLine {
    private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

    /// Adds a member with text. What is not UTF-8 becomes U+FFFD.
    mutating func add(_ name: String, _ text: [UInt8]) {
        begin(name)
        appendString(text)
    }

    mutating func add(_ name: String, _ text: String?) {
        guard let text else {
            begin(name)
            return bytes.append(contentsOf: "null".utf8)
        }
        add(name, Array(text.utf8))
    }

    mutating func add(_ name: String, _ number: UInt64) {
        begin(name)
        bytes.append(contentsOf: String(number).utf8)
    }

    /// Ends the object and the line.
    mutating func finish() -> [UInt8] {
        bytes.append(contentsOf: "}\n".utf8)
        return bytes
    }

    private mutating func begin(_ name: String) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        appendString(Array(name.utf8))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func appendString(_ text: [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var rest = text[...]
        while let first = rest.first {
            let length = UTF8Sequence.length(rest)
            switch first {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), first]
            case 0..<0x20, 0x7f:
                bytes.append(contentsOf: "\\u00\(first < 16 ? "0" : "")\(String(first, radix: 16))".utf8)
            case _ where length == 0: bytes.append(contentsOf: "\u{fffd}".utf8)
            default: bytes.append(contentsOf: rest.prefix(length))
            }
            rest = rest.dropFirst(max(1, length))
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension [UInt8] {
    /// Whether the bytes are well-formed UTF-8.
    var isUTF8: Bool {
        var rest = self[...]
        while !rest.isEmpty {
            let length = UTF8Sequence.length(rest)
            guard length > 0 else { return false }
            rest = rest.dropFirst(length)
        }
        return true
    }
}

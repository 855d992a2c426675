/// The name of a JSON member, quoted, escaped and with its colon, ready to be copied.
public struct JSONName: Sendable, ExpressibleByStringLiteral {
    let bytes: [UInt8]

    public init(_ name: String) {
        self.init(Array(name.utf8).span)
    }

    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// A name from bytes. What is not UTF-8 becomes U+FFFD.
    init(_ name: Span<UInt8>) {
        var bytes = [UInt8(ascii: "\"")]
        _ = JSONEscapes.append(name, name.indices, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        self.bytes = bytes
    }
}

extension JSONName {
    static let raw: JSONName = "raw"
    static let rawBase64: JSONName = "raw_base64"
}

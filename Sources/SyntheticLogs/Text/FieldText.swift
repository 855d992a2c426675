/// The text of one field, as bytes: log text comes from strangers and need not be valid UTF-8.
public struct FieldText: Hashable, Sendable {
    /// The bytes, without any escaping of a format.
    public var bytes: [UInt8]

    /// An empty field.
    @inlinable
    public init() { bytes = [] }

    /// A field of exactly these bytes.
    @inlinable
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// A field of the UTF-8 form of `text`.
    @inlinable
    public init(_ text: String) { bytes = Array(text.utf8) }

    /// Whether the slot is left empty.
    @inlinable
    public var isEmpty: Bool { bytes.isEmpty }

    /// Makes the text in one buffer, without a copy.
    init(capacity: Int, _ fill: (inout [UInt8]) -> Void) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(capacity)
        fill(&bytes)
        self.bytes = bytes
    }
}

extension FieldText: ExpressibleByStringLiteral {
    /// A field of the literal's UTF-8 form.
    public init(stringLiteral value: String) { self.init(value) }
}

extension FieldText: CustomStringConvertible {
    /// The text with undecodable bytes replaced.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}

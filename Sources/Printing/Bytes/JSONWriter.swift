import ByteScanning
public import MTALog

/// Builds JSON objects in a buffer, one a line if so wished: always valid JSON, whatever bytes it is given.
///
/// Kept and emptied by its owner: nothing is allocated once it is warm.
public struct JSONWriter: Sendable {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []

    public init() {}

    /// Empties the buffer, whose memory is kept.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// Ends a line.
    public mutating func endLine() {
        bytes.append(0x0a)
    }

    // MARK: Objects and arrays

    /// Begins an object that stands for itself.
    public mutating func beginObject() {
        bytes.append(UInt8(ascii: "{"))
    }

    /// Begins an object that is a member of the one begun.
    public mutating func beginObject(_ name: JSONName) {
        begin(name)
        beginObject()
    }

    public mutating func endObject() {
        bytes.append(UInt8(ascii: "}"))
    }

    /// Begins an object that is an element of the array begun.
    public mutating func beginElement() {
        separate()
        beginObject()
    }

    /// Begins an array that is a member of the object begun.
    public mutating func beginArray(_ name: JSONName) {
        begin(name)
        bytes.append(UInt8(ascii: "["))
    }

    public mutating func endArray() {
        bytes.append(UInt8(ascii: "]"))
    }

    // MARK: Members

    /// Adds a member with text. What is not UTF-8 becomes U+FFFD.
    public mutating func add(_ name: JSONName, _ text: String) {
        add(name, Array(text.utf8))
    }

    /// Adds a member with text. What is not UTF-8 becomes U+FFFD.
    public mutating func add(_ name: JSONName, _ text: [UInt8]) {
        begin(name)
        appendString(text.span, text.indices)
    }

    /// Adds a member with the text of a range. What is not UTF-8 becomes U+FFFD.
    ///
    /// - Returns: whether the bytes were all well-formed UTF-8.
    @discardableResult
    public mutating func add(_ name: JSONName, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        begin(name)
        return appendString(text, range)
    }

    public mutating func add(_ name: JSONName, _ number: some BinaryInteger) {
        begin(name)
        bytes.append(contentsOf: String(number).utf8)
    }

    /// Adds a number with one digit behind the point. It must be finite and not negative.
    public mutating func add(_ name: JSONName, tenthsOf number: Double) {
        begin(name)
        let tenths = Int(number * 10 + 0.5)
        bytes.append(contentsOf: "\(tenths / 10).\(tenths % 10)".utf8)
    }

    public mutating func add(_ name: JSONName, _ flag: Bool) {
        begin(name)
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    }

    /// Adds `raw` and, only where text cannot carry them, the exact bytes as `raw_base64`.
    public mutating func addRaw(_ text: Span<UInt8>) {
        guard !add(JSONName.raw, text, text.indices) else { return }
        addBase64(JSONName.rawBase64, text, text.indices)
    }

    /// Adds a member with a moment, as ISO 8601 without a zone.
    public mutating func add(_ name: JSONName, _ stamp: Stamp) {
        begin(name)
        bytes.append(UInt8(ascii: "\""))
        stamp.appendISO(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Adds a member with a span of time: seconds, to the hundredth.
    public mutating func add(_ name: JSONName, _ duration: Duration) {
        begin(name)
        let (seconds, attoseconds) = duration.components
        let hundredths = seconds * 100 + attoseconds / 10_000_000_000_000_000
        if hundredths < 0 { bytes.append(UInt8(ascii: "-")) }
        bytes.append(contentsOf: String(hundredths.magnitude / 100).utf8)
        bytes.append(UInt8(ascii: "."))
        let fraction = hundredths.magnitude % 100
        bytes.append(UInt8(ascii: "0") + UInt8(fraction / 10))
        bytes.append(UInt8(ascii: "0") + UInt8(fraction % 10))
    }

    public mutating func addNull(_ name: JSONName) {
        begin(name)
        bytes.append(contentsOf: "null".utf8)
    }

    mutating func addTrue(_ name: JSONName) {
        begin(name)
        bytes.append(contentsOf: "true".utf8)
    }

    /// Adds a member whose value is JSON already: digits.
    mutating func add(_ name: JSONName, digits text: Span<UInt8>, _ range: Range<Int>) {
        begin(name)
        bytes.append(text, range)
    }

    /// Adds a member with the bytes of a range in Base64.
    public mutating func addBase64(_ name: JSONName, _ text: Span<UInt8>, _ range: Range<Int>) {
        begin(name)
        bytes.append(UInt8(ascii: "\""))
        Base64.append(text, range, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Adds text as an element of the array begun.
    public mutating func addElement(_ text: String) {
        let bytes = Array(text.utf8)
        addElement(bytes.span, bytes.indices)
    }

    /// Adds a number to the array begun.
    public mutating func addElement(_ number: some BinaryInteger) {
        separate()
        bytes.append(contentsOf: String(number).utf8)
    }

    /// Adds text to the array begun. What is not UTF-8 becomes U+FFFD.
    ///
    /// - Returns: whether the bytes were all well-formed UTF-8.
    @discardableResult
    public mutating func addElement(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        separate()
        return appendString(text, range)
    }

    /// Adds bytes in Base64 to the array begun.
    public mutating func addBase64Element(_ text: Span<UInt8>) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        Base64.append(text, text.indices, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func begin(_ name: JSONName) {
        separate()
        bytes.append(contentsOf: name.bytes)
    }

    /// A comma, but at the beginning of an object or array.
    private mutating func separate() {
        switch bytes.last {
        case UInt8(ascii: "{"), UInt8(ascii: "["), nil: break
        default: bytes.append(UInt8(ascii: ","))
        }
    }

    @discardableResult
    private mutating func appendString(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        return JSONEscapes.append(text, range, to: &bytes)
    }
}

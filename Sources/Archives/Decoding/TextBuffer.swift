/// Memory for decoded text: it is filled from front to back and never moves, so that a decoder can refer to what it wrote.
///
/// Filled by one thread; once it is handed to others nobody adds to it.
@safe public final class TextBuffer: @unchecked Sendable {
    /// How many bytes more than asked for a decoder may append, for it decodes whole blocks: the largest block of zstd
    /// (RFC 8878, section 3.1.1.2.4).
    public static let overrun = 128 << 10

    private let base: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    /// How many bytes it holds.
    public private(set) var count = 0

    /// Room for `length` bytes, and for what a decoder may append beyond them.
    public init(for length: Int) {
        capacity = length + TextBuffer.overrun
        unsafe base = .allocate(capacity: capacity)
    }

    /// The length that it was made for.
    var length: Int { capacity - TextBuffer.overrun }

    deinit {
        unsafe base.deallocate()
    }

    /// What was appended so far; valid as long as the buffer is.
    public var bytes: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let buffer = unsafe UnsafeBufferPointer(start: base, count: count)
            return unsafe _overrideLifetime(Span(_unsafeElements: buffer), borrowing: self)
        }
    }

    /// Begins anew; whoever does must be the only one that has the buffer.
    func clear() {
        count = 0
    }

    /// Appends all of `bytes`, for which there must be room.
    public func append(copying bytes: Span<UInt8>) {
        append(atMost: bytes.count) { $0.append(copying: bytes) }
    }

    /// Appends what `body` writes, `limit` bytes at most, for which there must be room.
    func append<Failure: Error, Result>(
        atMost limit: Int, _ body: (inout OutputSpan<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition(limit <= capacity - count, "more bytes than there is room for")
        let room = unsafe UnsafeMutableBufferPointer(start: base + count, count: limit)
        var output = unsafe OutputSpan(buffer: room, initializedCount: 0)
        do throws(Failure) {
            let result = try body(&output)
            unsafe count += output.finalize(for: room)
            return result
        } catch {
            unsafe count += output.finalize(for: room)
            throw error
        }
    }

    /// Appends what `body` writes at the address it is given, and says how much it was.
    @unsafe func append(_ body: (_ start: UnsafeMutablePointer<UInt8>, _ room: Int) -> Int) {
        count += unsafe body(base + count, capacity - count)
    }
}

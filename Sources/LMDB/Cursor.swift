/// A place among the sorted entries of a database, which reads.
///
/// It borrows its transaction: nothing is written while it lives, so its spans stay valid when it moves on.
public struct Cursor: ~Copyable, ~Escapable {
    private var handle: CursorHandle

    @_lifetime(borrow transaction)
    init<Owner: ~Copyable>(_ handle: consuming CursorHandle, of transaction: borrowing Owner) {
        self.handle = handle
    }

    /// Whether it stands on an entry.
    public var stands: Bool { handle.stands }

    /// The entry's key, while it stands on one; valid while the transaction is borrowed.
    public var key: Span<UInt8> {
        @_lifetime(copy self)
        get { unsafe _overrideLifetime(handle.key.unboundSpan, copying: self) }
    }

    /// The entry's value, while it stands on one; valid while the transaction is borrowed.
    public var value: Span<UInt8> {
        @_lifetime(copy self)
        get { unsafe _overrideLifetime(handle.value.unboundSpan, copying: self) }
    }

    /// Goes to the first entry.
    ///
    /// - Returns: Whether there is one.
    /// - Throws: `LMDBError` when the transaction or the file is spoiled.
    @discardableResult
    @_lifetime(self: copy self)
    public mutating func first() throws(LMDBError) -> Bool {
        try handle.first()
    }

    /// Goes to the last entry.
    ///
    /// - Returns: Whether there is one.
    /// - Throws: `LMDBError` when the transaction or the file is spoiled.
    @discardableResult
    @_lifetime(self: copy self)
    public mutating func last() throws(LMDBError) -> Bool {
        try handle.last()
    }

    /// Goes to the following entry: the first when it stands nowhere, none when it is past the end.
    ///
    /// - Returns: Whether there is one.
    /// - Throws: `LMDBError` when the transaction or the file is spoiled.
    @discardableResult
    @_lifetime(self: copy self)
    public mutating func next() throws(LMDBError) -> Bool {
        try handle.next()
    }

    /// Goes to the preceding entry: the last when it stands nowhere or past the end.
    ///
    /// - Returns: Whether there is one.
    /// - Throws: `LMDBError` when the transaction or the file is spoiled.
    @discardableResult
    @_lifetime(self: copy self)
    public mutating func previous() throws(LMDBError) -> Bool {
        try handle.previous()
    }

    /// Goes to the first entry whose key is not less than `key`, or past the end.
    ///
    /// - Parameter key: The key; not empty.
    /// - Returns: Whether there is one.
    /// - Throws: `LMDBError` when the key is empty, or the transaction or the file is spoiled.
    @discardableResult
    @_lifetime(self: copy self)
    public mutating func seek(atOrAfter key: Span<UInt8>) throws(LMDBError) -> Bool {
        try handle.seek(atOrAfter: key)
    }

    /// Goes to the entry of `key`, or nowhere.
    ///
    /// - Parameter key: The key; not empty.
    /// - Returns: Whether there is one.
    /// - Throws: `LMDBError` when the key is empty, or the transaction or the file is spoiled.
    @discardableResult
    @_lifetime(self: copy self)
    public mutating func seek(exactly key: Span<UInt8>) throws(LMDBError) -> Bool {
        try handle.seek(exactly: key)
    }
}

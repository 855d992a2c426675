/// A place among the sorted entries of a database, which can delete.
///
/// It has its transaction to itself: get and put wait until it is gone. Its spans are valid until it moves or deletes.
public struct WriteCursor: ~Copyable, ~Escapable {
    private var handle: CursorHandle

    @_lifetime(&transaction)
    init(_ handle: consuming CursorHandle, of transaction: inout WriteTransaction) {
        self.handle = handle
    }

    /// Whether it stands on an entry.
    public var stands: Bool { handle.stands }

    /// The entry's key, while it stands on one; valid until the cursor moves.
    public var key: Span<UInt8> {
        @_lifetime(borrow self)
        get { unsafe _overrideLifetime(handle.key.unboundSpan, borrowing: self) }
    }

    /// The entry's value, while it stands on one; valid until the cursor moves.
    public var value: Span<UInt8> {
        @_lifetime(borrow self)
        get { unsafe _overrideLifetime(handle.value.unboundSpan, borrowing: self) }
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

    /// Deletes the entry on which it stands, and stands between its neighbours: `next` and `previous` go to them.
    ///
    /// - Throws: `LMDBError` when the map is full: a deletion needs pages too.
    @_lifetime(self: copy self)
    public mutating func delete() throws(LMDBError) {
        try handle.delete()
    }
}

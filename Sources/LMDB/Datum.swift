import CLMDB

// The two directions between a span and LMDB's pointer-and-length. Everything that LMDB reads or gives passes here.

extension Span<UInt8> {
    /// Lends the bytes to LMDB for the length of one call.
    @inline(__always)
    func withDatum<Result, Failure: Error>(
        _ body: (inout MDB_val) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe withUnsafeBufferPointer { (buffer) throws(Failure) -> Result in
            // LMDB's one struct serves input and output, so it is not const; it does not write through an input.
            let start = unsafe UnsafeMutableRawPointer(mutating: buffer.baseAddress)
            var datum = unsafe MDB_val(mv_size: buffer.count, mv_data: start)
            return try unsafe body(&datum)
        }
    }
}

extension MDB_val {
    /// The bytes, bound to nothing yet: what hands them out binds them to their transaction.
    @unsafe
    @inline(__always)
    var unboundSpan: Span<UInt8> {
        @_lifetime(immortal)
        get {
            let span = unsafe Span<UInt8>(_unsafeBytes: UnsafeRawBufferPointer(start: mv_data, count: mv_size))
            return unsafe _overrideLifetime(span, copying: ())
        }
    }

    /// Lets `body` write the bytes that LMDB reserved. What it leaves unwritten becomes zero, so that no memory of
    /// this process gets into the file.
    @inline(__always)
    func fill(_ body: (inout OutputSpan<UInt8>) -> Void) {
        let start = unsafe mv_data.assumingMemoryBound(to: UInt8.self)
        let buffer = unsafe UnsafeMutableBufferPointer(start: start, count: mv_size)
        var output = unsafe OutputSpan<UInt8>(buffer: buffer, initializedCount: 0)
        body(&output)
        output.append(repeating: 0, count: output.freeCapacity)
        _ = unsafe output.finalize(for: buffer)
    }
}

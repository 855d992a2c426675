import Glibc

extension OutputSpan<UInt8> {
    /// Appends all of `bytes`, which must fit the free capacity.
    @_lifetime(self: copy self)
    mutating func append(copying bytes: Span<UInt8>) {
        precondition(bytes.count <= freeCapacity, "more bytes than there is room for")
        guard bytes.count > 0 else { return }
        unsafe withUnsafeMutableBufferPointer { output, initialized in
            unsafe bytes.withUnsafeBufferPointer { input in
                _ = unsafe memcpy(output.baseAddress! + initialized, input.baseAddress!, input.count)
            }
            initialized += bytes.count
        }
    }
}

extension Array<UInt8> {
    /// Appends all of `bytes`.
    mutating func append(copying bytes: Span<UInt8>) {
        append(addingCapacity: bytes.count) { $0.append(copying: bytes) }
    }
}

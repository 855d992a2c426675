public import SystemPackage

extension FileDescriptor {
    /// Reads at most `count` bytes and appends them to `bytes`; gives how many, 0 at the end. Waits for a pipe.
    public func read(_ count: Int, appendingTo bytes: inout [UInt8]) throws(Errno) -> Int {
        var failure: Errno?
        var read = 0
        bytes.append(addingCapacity: count) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                do {
                    let free = unsafe UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(buffer)[initialized...])
                    read = unsafe try self.read(into: free)
                    initialized += read
                } catch {
                    failure = error as? Errno ?? .ioError
                }
            }
        }
        if let failure { throw failure }
        return read
    }
}

public import SystemPackage

extension FileDescriptor {
    /// The text at the beginning of a small file beside an environment, such as one that tells who holds a lock.
    ///
    /// - Parameter count: How many bytes are read at most.
    /// - Returns: The text; empty where there is none or it cannot be read.
    public func text(upTo count: Int) -> String {
        unsafe String(unsafeUninitializedCapacity: count) { buffer in
            unsafe (try? read(fromAbsoluteOffset: 0, into: UnsafeMutableRawBufferPointer(buffer))) ?? 0
        }
    }
}

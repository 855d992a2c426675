import Glibc
public import SystemPackage

extension FileDescriptor {
    /// Writes all the bytes, waiting where it must. The library's `writeAll` is generic: its first call has the runtime look
    /// for conformances, which takes a quarter of what a lookup does that finds nothing.
    public func write(all bytes: [UInt8]) throws(Errno) {
        var written = 0
        while written < bytes.count {
            let (count, error) = unsafe bytes.withUnsafeBytes { bytes in
                let count = unsafe Glibc.write(rawValue, bytes.baseAddress! + written, bytes.count - written)
                return (count, count < 0 ? errno : 0)
            }
            if count >= 0 {
                written += count
            } else if error != EINTR {
                throw Errno(rawValue: error)
            }
        }
    }
}

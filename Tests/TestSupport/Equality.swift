import Glibc

/// Whether both hold the same bytes. In debug builds `==` on slices takes a second for some megabytes.
public func isSame(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    guard !one.isEmpty else { return true }
    return unsafe one.withUnsafeBytes { one in
        unsafe other.withUnsafeBytes { other in
            unsafe memcmp(one.baseAddress!, other.baseAddress!, one.count) == 0
        }
    }
}

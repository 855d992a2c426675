public import CByteMask

/// What each of sixteen bytes may be: one of `spans + 1` values from `lows` on, once the bits of `fold` are set in it.
@frozen
public struct ByteShape: Sendable {
    @usableFromInline let fold: SIMD16<UInt8>
    @usableFromInline let lows: SIMD16<UInt8>
    @usableFromInline let spans: SIMD16<UInt8>

    @inlinable @inline(__always)
    public init(fold: SIMD16<UInt8> = .zero, lows: SIMD16<UInt8>, spans: SIMD16<UInt8>) {
        (self.fold, self.lows, self.spans) = (fold, lows, spans)
    }

    /// Whether the sixteen bytes from `offset` on have it. O(1).
    @inlinable @inline(__always)
    public func fits(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
        precondition(offset >= 0 && bytes.count &- offset >= 16)
        let lane = unsafe bytes.withUnsafeBytes {
            unsafe $0.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
        }
        return cbytemask_fits(lane, fold, lows, spans)
    }
}

import CXXHash

/// Makes the ``LeafChain`` of a stream that is decoded from front to back.
@safe public struct ContentHasher: ~Copyable, @unchecked Sendable {
    /// The whole leaves so far.
    public private(set) var chain: LeafChain
    private let state: OpaquePointer
    private var restLength = 0

    /// Goes on behind `chain`; throws when the library cannot allocate its state.
    public init(continuing chain: LeafChain = LeafChain()) throws(ArchiveError) {
        guard let state = unsafe XXH3_createState() else { throw ArchiveError.outOfMemory(for: "xxHash") }
        unsafe self.state = state
        unsafe XXH3_128bits_reset(state)
        self.chain = chain
    }

    deinit {
        unsafe _ = XXH3_freeState(state)
    }

    /// How many bytes of the stream are hashed.
    public var length: UInt64 { chain.length + UInt64(restLength) }

    /// The fingerprint of what follows the last whole leaf.
    public var rest: Fingerprint {
        let hash = unsafe XXH3_128bits_digest(state)
        return Fingerprint(high: hash.high64, low: hash.low64, length: UInt64(restLength))
    }

    /// Adds the bytes of the stream from `offset` on; what was hashed already is passed over, and nothing may be left
    /// out. O(bytes).
    public mutating func update(_ bytes: Span<UInt8>, at offset: UInt64) {
        guard offset + UInt64(bytes.count) > length else { return }
        precondition(offset <= length, "a part of the stream was left out")
        var position = Int(length - offset)
        while position < bytes.count {
            let end = min(bytes.count, position + LeafChain.leafLength - restLength)
            if end - position == LeafChain.leafLength {
                chain.append(Fingerprint(of: bytes.extracting(position..<end)))
                position = end
                continue
            }
            add(bytes.extracting(position..<end))
            position = end
        }
    }

    private mutating func add(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            _ = unsafe XXH3_128bits_update(state, bytes.baseAddress, bytes.count)
        }
        restLength += bytes.count
        guard restLength == LeafChain.leafLength else { return }
        chain.append(rest)
        unsafe XXH3_128bits_reset(state)
        restLength = 0
    }
}

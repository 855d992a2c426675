import ByteScanning

/// Text of the log as part of a key: hashed in one go instead of byte by byte, once.
struct ByteKey: Hashable {
    private let bytes: [UInt8]
    private let digest: UInt64

    /// Seeded by chance, so that nobody can write text whose hashes collide.
    private static let hasher = KeyHasher(seed: .random(in: .min ... .max))

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        digest = ByteKey.hasher.hash(bytes.span)
    }

    static func == (left: ByteKey, right: ByteKey) -> Bool {
        left.digest == right.digest && left.bytes == right.bytes
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(digest)
    }
}

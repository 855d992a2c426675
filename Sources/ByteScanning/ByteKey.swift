/// Bytes as the key of a set or dictionary: hashed in one go instead of byte by byte, once.
public struct ByteKey: Hashable, Sendable {
    public let bytes: [UInt8]
    private let digest: UInt64

    /// Seeded by chance, so that nobody can write text whose hashes collide.
    private static let hasher = KeyHasher(seed: .random(in: .min ... .max))

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        digest = ByteKey.hasher.hash(bytes.span)
    }

    public static func == (left: ByteKey, right: ByteKey) -> Bool {
        left.digest == right.digest && left.bytes == right.bytes
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(digest)
    }
}

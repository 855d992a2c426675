import ByteScanning
import IndexModel
import MTALog

extension [FoundRecord] {
    /// Without those that another archive tells, in their order.
    ///
    /// Two identical records of one archive are two events: of identical ones as many are kept as the archive that
    /// has the most of them holds.
    var toldOnce: [FoundRecord] {
        guard let archive = first?.archive, contains(where: { $0.archive != archive }) else { return self }
        let texts = map { ByteKey($0.bytes.withoutLineEnd) }
        var copies: [ByteKey: [ArchiveID: Int]] = [:]
        for (record, text) in zip(self, texts) { copies[text, default: [:]][record.archive, default: 0] += 1 }
        return zip(self, texts).compactMap { record, text in
            let counts = copies[text] ?? [:]
            guard counts.count > 1 else { return record }
            let teller = counts.min { ($1.value, $0.key) < ($0.value, $1.key) }
            return teller?.key == record.archive ? record : nil
        }
    }
}

/// Leaves out records that another archive has told, of those that come archive by archive: of identical ones as many
/// are told as the archive that has the most of them holds. It keeps their digests, not their texts.
struct TwinFilter {
    private struct Digest: Hashable {
        let first: UInt64
        let second: UInt64
    }

    private struct Count {
        var archive: ArchiveID
        /// How often the record has stood in the archive at hand.
        var here = 0
        /// The most of an archive before.
        var told = 0
    }

    private var counts: [Digest: Count] = [:]
    /// Seeded by chance, so that nobody can write records whose digests are the same.
    private let hashers = (
        KeyHasher(seed: .random(in: .min ... .max)), KeyHasher(seed: .random(in: .min ... .max))
    )

    /// Whether the next record is to be told.
    mutating func admits(_ record: FoundRecord) -> Bool {
        let text = record.bytes.withoutLineEnd
        let digest = Digest(first: hashers.0.hash(text.span), second: hashers.1.hash(text.span))
        var count = counts[digest] ?? Count(archive: record.archive)
        if count.archive != record.archive {
            count = Count(archive: record.archive, told: max(count.told, count.here))
        }
        count.here += 1
        counts[digest] = count
        return count.here > count.told
    }
}

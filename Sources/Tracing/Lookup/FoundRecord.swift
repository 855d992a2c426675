import ByteScanning
public import IndexModel
public import MTALog
public import SystemPackage

/// A record that a lookup found, as it stands in its archive.
public struct FoundRecord: Sendable {
    /// The moment that it is stamped with; nil for text before an archive's first stamp.
    public let stamp: Stamp?
    public let archive: ArchiveID
    /// The file that it was read from.
    public let path: FilePath
    /// Where it begins in the archive's decoded bytes.
    public let offset: UInt64
    /// Its bytes, line end included where it has one.
    public let bytes: [UInt8]
    /// Its fields, where the lookup was asked for them.
    public let fields: LogRecord?

    public init(
        stamp: Stamp?, archive: ArchiveID, path: FilePath, offset: UInt64, bytes: [UInt8], fields: LogRecord?
    ) {
        self.stamp = stamp
        self.archive = archive
        self.path = path
        self.offset = offset
        self.bytes = bytes
        self.fields = fields
    }
}

extension FoundRecord: Hashable {
    /// The fields follow from the rest.
    public static func == (left: FoundRecord, right: FoundRecord) -> Bool {
        left.archive == right.archive && left.offset == right.offset && left.path == right.path
            && left.stamp == right.stamp && left.bytes == right.bytes
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(archive)
        hasher.combine(offset)
        hasher.combine(bytes)
    }
}

extension [FoundRecord] {
    /// In the order of `MergedOrder`; records that several archives hold told once.
    func inOrderTellingEachOnce() -> [FoundRecord] {
        let records = toldOnce.sorted { ($0.archive, $0.offset) < ($1.archive, $1.offset) }
        let shares = records.chunked { $0.archive == $1.archive }
        guard shares.count > 1 else { return records }
        return MergedOrder.places(shares.map { $0.map(\.stamp) }).map { place in
            shares[place.archive][shares[place.archive].startIndex + place.record]
        }
    }

    /// Neighbours that belong together, as slices.
    private func chunked(_ areTogether: (FoundRecord, FoundRecord) -> Bool) -> [ArraySlice<FoundRecord>] {
        var chunks: [ArraySlice<FoundRecord>] = []
        var start = 0
        for place in indices.dropFirst() where !areTogether(self[place - 1], self[place]) {
            chunks.append(self[start..<place])
            start = place
        }
        return isEmpty ? [] : chunks + [self[start...]]
    }
}

public import SyntheticLogs

/// One log cut into archives as rotation does it, and what a search by brute force finds in its plain text.
public struct RotatedLog: Sendable {
    /// The whole log with the truth about it.
    public let text: SyntheticLog.Text
    /// The numbers of the records that each archive holds.
    public let archives: [Range<Int>]
    private let numbers: [NaiveKey: [Int]]

    /// What records have in common that a lookup is to find together.
    private enum NaiveKey: Hashable {
        /// Without angle brackets.
        case messageID([UInt8])
        /// Without attempt prefix and extension.
        case queueFile([UInt8])

        init(_ key: SyntheticKey) {
            switch key {
            case .messageID(let id): self = .messageID(id.withoutBrackets)
            case .queueFile(let name): self = .queueFile(name.baseName)
            }
        }
    }

    /// Cuts `text` between records, at places of chance. With `envelopeIDs` the log shows envelope ids, which look like
    /// message-IDs and are found as such.
    public init(_ text: SyntheticLog.Text, archives count: Int = 1, seed: UInt64 = 1, envelopeIDs: Bool = false) {
        var generator = SeededGenerator(seed: seed)
        let cuts = (1..<count).map { _ in Int.random(in: 0...text.records.count, using: &generator) }.sorted()
        let bounds = [0] + cuts + [text.records.count]
        self.text = text
        archives = zip(bounds, bounds.dropFirst()).map { $0..<$1 }.filter { !$0.isEmpty }
        var numbers: [NaiveKey: [Int]] = [:]
        for (key, records) in text.keys { numbers[NaiveKey(key), default: []] += records }
        for (number, record) in text.records.enumerated() {
            for id in record.furtherIDs(envelopeIDs) { numbers[.messageID(id), default: []].append(number) }
        }
        self.numbers = numbers.mapValues { Set($0).sorted() }
    }

    /// The plain text of one archive.
    public func bytes(ofArchive archive: Int) -> [UInt8] {
        let records = archives[archive]
        return Array(text.bytes[start(ofRecord: records.lowerBound)..<start(ofRecord: records.upperBound)])
    }

    /// The text of one record, its line end included.
    public func bytes(ofRecord number: Int) -> [UInt8] {
        Array(text.bytes[start(ofRecord: number)..<start(ofRecord: number + 1)])
    }

    /// The records that a lookup of the key must find, in the order of time: for a queue file those of all attempts.
    public func records(of key: SyntheticKey) -> [[UInt8]] {
        inTimeOrder(numbers[NaiveKey(key)] ?? [])
    }

    /// Those records that carry this key and no other.
    public func records(ofExactly key: SyntheticKey) -> [[UInt8]] {
        inTimeOrder(text.keys[key] ?? [])
    }

    /// Some keys, the same for the same seed; all when there are no more than `count`.
    public func sampleOfKeys(_ count: Int, seed: UInt64 = 1) -> [SyntheticKey] {
        var generator = SeededGenerator(seed: seed)
        let sorted = text.keys.keys.sorted { $0.text.lexicographicallyPrecedes($1.text) }
        return Array(sorted.shuffled(using: &generator).prefix(count))
    }

    private func start(ofRecord number: Int) -> Int {
        number < text.offsets.count ? text.offsets[number] : text.bytes.count
    }

    /// Records of one moment stay in the order of the log.
    private func inTimeOrder(_ numbers: [Int]) -> [[UInt8]] {
        let sorted = numbers.filter { isTold($0, among: numbers) }.sorted {
            (text.records[$0].stamp.hundredths, $0) < (text.records[$1].stamp.hundredths, $1)
        }
        return sorted.map { bytes(ofRecord: $0) }
    }

    /// Identical records that rotation has parted are taken for copies: the archive that has most of them tells them.
    private func isTold(_ number: Int, among numbers: [Int]) -> Bool {
        let bytes = bytes(ofRecord: number)
        var counts = archives.map { _ in 0 }
        for other in numbers where self.bytes(ofRecord: other) == bytes { counts[archive(ofRecord: other)] += 1 }
        return counts.firstIndex(of: counts.max() ?? 0) == archive(ofRecord: number)
    }

    private func archive(ofRecord number: Int) -> Int {
        archives.firstIndex { $0.contains(number) } ?? 0
    }
}

extension SyntheticKey {
    /// The key as it stands in the log.
    public var text: [UInt8] {
        switch self {
        case .messageID(let id): id.bytes
        case .queueFile(let name): name.bytes
        }
    }
}

extension SyntheticRecord {
    /// The ids in angle brackets that stand elsewhere than in the message-ID's field, without their brackets.
    fileprivate func furtherIDs(_ envelopeIDs: Bool) -> [[UInt8]] {
        // In its header line an id may do without brackets; an envelope id without them is no message-ID.
        if kind == .header, headerName == "Message-id" { return [headerValue.withoutBrackets] }
        guard kind == .message, envelopeIDs, FieldText(envelopeID.withoutBrackets) != envelopeID else { return [] }
        return [envelopeID.withoutBrackets]
    }
}

extension FieldText {
    /// A message-ID without the angle brackets around it, if it has them.
    public var withoutBrackets: [UInt8] {
        guard bytes.first == UInt8(ascii: "<"), bytes.last == UInt8(ascii: ">") else { return bytes }
        return Array(bytes.dropFirst().dropLast())
    }

    /// What the names of one queue file have in common at all attempts: between the first two characters and the dot.
    public var baseName: [UInt8] {
        Array(bytes.dropFirst(2).prefix { $0 != UInt8(ascii: ".") })
    }
}

extension SyntheticLog {
    /// A short log with the truth about it, for tests.
    public struct Text: Sendable {
        /// The log.
        public var bytes: [UInt8] = []
        /// Where in `bytes` each record starts.
        public var offsets: [Int] = []
        /// What each record tells.
        public var records: [SyntheticRecord] = []
        /// For every key that the log shows, the numbers of the records that carry it, from 0 on.
        public var keys: [SyntheticKey: [Int]] = [:]
        /// The true stories of all messages, finished and unfinished, in the order in which they arrived.
        public var stories: [MessageStory] = []
    }

    /// The first `count` records of a log; without a line end at the very end if so wished.
    public static func text(
        seed: UInt64, records count: Int, settings: TrafficSettings = TrafficSettings(),
        format: LogFormat = .standard, options: LogOptions = .usual, layout: Layout = Layout(),
        endsLastLine: Bool = true
    ) -> Text {
        var text = Text()
        var finished: [MessageStory] = []
        var log = SyntheticLog(
            seed: seed, settings: settings, format: format, options: options, layout: layout,
            onStory: { finished.append($0) })
        for number in 0..<count {
            let record = log.next()
            text.offsets.append(text.bytes.count)
            log.write(record, to: &text.bytes)
            for key in record.keys where options.show(key) {
                if text.keys[key]?.last != number { text.keys[key, default: []].append(number) }
            }
            text.records.append(record)
        }
        if !endsLastLine {
            while text.bytes.last == 0x0A || text.bytes.last == 0x0D { text.bytes.removeLast() }
        }
        let unfinished = log.unfinishedStories()
        text.stories = (finished + unfinished).sorted { $0.number < $1.number }
        return text
    }
}

extension SyntheticRecord {
    /// What this record can be found by; only message records have keys.
    public var keys: [SyntheticKey] {
        guard kind == .message else { return [] }
        let ids = messageIDs.map { SyntheticKey.messageID($0) }
        return queueFile.isEmpty ? ids : ids + [.queueFile(queueFileName)]
    }
}

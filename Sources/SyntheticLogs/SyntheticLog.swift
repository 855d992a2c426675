/// A whole invented log: endless traffic, written in one format.
///
/// The same seed and settings give the same bytes on every machine.
public struct SyntheticLog: ~Copyable {
    private var traffic: MailTraffic
    private var writer: RecordWriter

    /// A log of this seed. `onStory` gets each message's true story once all its records are written, `onKey` each of
    /// its keys with the first record that shows it; neither costs anything when it is not given.
    public init(
        seed: UInt64, settings: TrafficSettings = TrafficSettings(), format: LogFormat = .standard,
        options: LogOptions = .usual, layout: Layout = Layout(),
        onStory: ((MessageStory) -> Void)? = nil, onKey: ((SyntheticKey) -> Void)? = nil
    ) {
        let shown = onKey.map { onKey in
            { (key: SyntheticKey) in if options.show(key) { onKey(key) } }
        }
        traffic = MailTraffic(seed: seed, settings: settings, onStory: onStory, onKey: shown)
        writer = RecordWriter(format: format, options: options, layout: layout)
    }

    /// The next record that the options let be written.
    public mutating func next() -> SyntheticRecord {
        while true {
            let record = traffic.next()
            if writer.options.admits(record) { return record }
        }
    }

    /// Appends the next record's text with its line end.
    public mutating func write(nextInto buffer: inout [UInt8]) {
        while true {
            let record = traffic.next(showing: writer.options)
            guard writer.options.admits(record) else { continue }
            return writer.append(record, to: &buffer)
        }
    }

    /// Appends a record's text with its line end, as this log writes it.
    public mutating func write(_ record: SyntheticRecord, to buffer: inout [UInt8]) {
        writer.append(record, to: &buffer)
    }

    /// The stories of the messages still in flight; without the last record if that was not used.
    public mutating func unfinishedStories(withLastRecord: Bool = true) -> [MessageStory] {
        traffic.unfinishedStories(withLastRecord: withLastRecord)
    }
}

extension LogOptions {
    /// Whether keys of this kind can be seen in the log.
    func show(_ key: SyntheticKey) -> Bool {
        switch key {
        case .messageID: contains(.messageID)
        case .queueFile: contains(.filename)
        }
    }
}

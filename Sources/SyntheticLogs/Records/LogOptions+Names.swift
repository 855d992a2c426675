extension LogOptions {
    /// Every option by its name, in the order of the fields.
    public static let byName: [(name: String, option: LogOptions)] = [
        ("node", .node), ("process", .process), ("notary", .notary), ("filename", .filename),
        ("envelope_id", .envelopeID), ("message_id", .messageID), ("username", .username),
        ("connection", .connection), ("connection_records", .connectionRecords),
        ("authentication_records", .authenticationRecords), ("sensitivity", .sensitivity),
        ("priority", .priority), ("intermediate", .intermediate), ("filter", .filter), ("reason", .reason),
        ("diagnostics", .diagnostics), ("remote_mta", .remoteMTA), ("transport", .transport),
        ("application", .application), ("queue_time", .queueTime),
        ("none", .none), ("usual", .usual), ("all", .all),
    ]

    /// The options of a list such as `usual,process`, or nothing if a name is unknown.
    public init?(names: String) {
        var options: LogOptions = []
        for name in names.split(separator: ",") {
            guard let known = Self.byName.first(where: { $0.name == name }) else { return nil }
            options.formUnion(known.option)
        }
        self = options
    }
}

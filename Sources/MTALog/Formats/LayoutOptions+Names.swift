extension LayoutOptions {
    /// A name that no option has.
    public struct UnknownName: Error, Sendable, Hashable {
        public let name: String
    }

    /// Every option with its name on the command line, in the order of the fields.
    public static let named: [(name: String, option: LayoutOptions)] = [
        ("node", .node), ("process", .process), ("notary", .notary), ("filename", .filename),
        ("envelope-id", .envelopeID), ("message-id", .messageID), ("username", .username),
        ("connection", .connection), ("sensitivity", .sensitivity), ("priority", .priority),
        ("intermediate", .intermediate), ("filter", .filter), ("reason", .reason),
        ("diagnostics", .diagnostics), ("remote-mta", .remoteMTA), ("transport", .transport),
        ("application", .application), ("queue-time", .queueTime),
    ]

    /// Reads a list as `--log-options` takes it: `filename,message-id`. Underscores may stand for hyphens and case
    /// does not matter; `none` adds nothing.
    public init(names: String) throws(UnknownName) {
        self = []
        for name in names.split(separator: ",") where name != "none" {
            let wanted = String(name.lowercased().map { $0 == "_" ? "-" : $0 })
            guard let known = LayoutOptions.named.first(where: { $0.name == wanted }) else {
                throw UnknownName(name: String(name))
            }
            insert(known.option)
        }
    }

    /// The options' names, in the order of the fields.
    public var names: [String] {
        LayoutOptions.named.filter { contains($0.option) }.map(\.name)
    }
}

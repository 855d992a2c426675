import MTALog

/// What a dequeue record tells of another host: its name, the connection, its own words; from the fields of their own
/// where those are logged, else from the diagnostic.
struct RemoteAnswer {
    var host: [UInt8]?
    var transport: [UInt8]?
    var words: [UInt8]?
    /// Whether a host was named or answered: then the message left this MTA, or was to leave it.
    var isPresent: Bool { host != nil || transport != nil || words != nil }

    /// Nothing for an enqueue, and nothing for a channel that only hands on.
    init(_ fields: LogRecord) {
        guard fields.kind == .message, fields[.destinationChannel]?.isEmpty ?? true,
            !HandingChannels.contain(fields.text(.sourceChannel) ?? [])
        else { return }
        let text = fields.text(.diagnostic) ?? []
        let diagnostic = Diagnostic(text.span)
        words = diagnostic.isReply ? Array(text[diagnostic.words]) : nil
        transport = fields.text(.transport) ?? diagnostic.transport.map { Array(text[$0]) }
        host =
            fields.text(.remoteMTA).map(\.withoutType) ?? diagnostic.remoteHost.map { Array(text[$0]) }
            ?? fields.text(.connection)
    }
}

extension [UInt8] {
    /// The remote MTA field has a type before the name: `dns;host`.
    fileprivate var withoutType: [UInt8] {
        let type = Array("dns;".utf8)
        return starts(with: type) ? Array(dropFirst(type.count)) : self
    }
}

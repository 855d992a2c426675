/// Formats 4 to 6: named attributes; a field without data is mostly left out.
extension RecordWriter {
    mutating func appendElement<Style: ElementStyle>(
        _ record: SyntheticRecord, as style: Style.Type, to buffer: inout [UInt8]
    ) {
        Style.begin(record.kind.element, in: &buffer)
        var stamp: [UInt8] = []
        stamps.append(record.stamp, to: &stamp)
        Style.append(name: "ts", text: FieldText(stamp), first: true, to: &buffer)
        if options.contains(.node) { add("no", record.node, style, &buffer) }
        if options.contains(.process) { add("pi", record.processID, style, &buffer) }
        switch record.kind {
        case .message: appendMessage(record, as: style, to: &buffer)
        case .connection: appendConnection(record, as: style, to: &buffer)
        case .header:
            // The page knows no attribute names for header records: these two are invented.
            add("hn", record.headerName, style, &buffer)
            add("hv", record.headerValue, style, &buffer)
        }
        Style.end(in: &buffer)
    }

    private func appendMessage<Style: ElementStyle>(
        _ record: SyntheticRecord, as style: Style.Type, to buffer: inout [UInt8]
    ) {
        add("sc", record.sourceChannel, style, &buffer)
        add("dc", record.destinationChannel, style, &buffer)
        add("ac", record.action, style, &buffer)
        add("sz", record.size, style, &buffer)
        add("so", record.envelopeFrom, style, &buffer)
        add("od", record.originalRecipient, style, &buffer)
        add("de", record.currentRecipient, style, &buffer)
        appendIdentity(record, as: style, to: &buffer)
        appendTreatment(record, as: style, to: &buffer)
        appendOutcome(record, as: style, to: &buffer)
    }

    private func appendIdentity<Style: ElementStyle>(
        _ record: SyntheticRecord, as style: Style.Type, to buffer: inout [UInt8]
    ) {
        if options.contains(.notary) { add("rf", record.notaryFlags, style, &buffer) }
        if options.contains(.filename) { add("fi", record.queueFile, style, &buffer) }
        if options.contains(.envelopeID) { add("ei", record.envelopeID, style, &buffer) }
        if options.contains(.messageID) {
            var ids: [UInt8] = []
            StandardText.append(messageIDs: record.messageIDs, to: &ids)
            add("mi", FieldText(ids), style, &buffer)
        }
        if options.contains(.username) { add("us", record.username, style, &buffer) }
        if options.contains(.connection) { addIfAny("ss", record.connection, style, &buffer) }
    }

    private func appendTreatment<Style: ElementStyle>(
        _ record: SyntheticRecord, as style: Style.Type, to buffer: inout [UInt8]
    ) {
        if options.contains(.sensitivity) { add("se", record.sensitivity, style, &buffer) }
        if options.contains(.priority) { add("pr", record.priority, style, &buffer) }
        if options.contains(.intermediate) {
            add("in", record.intermediate, style, &buffer)
            addIfAny("ia", record.initial, style, &buffer)
        }
        if options.contains(.filter) { addIfAny("fl", record.filter, style, &buffer) }
    }

    private func appendOutcome<Style: ElementStyle>(
        _ record: SyntheticRecord, as style: Style.Type, to buffer: inout [UInt8]
    ) {
        if options.contains(.reason) { addIfAny("re", record.reason, style, &buffer) }
        if options.contains(.diagnostics) { addIfAny("di", record.diagnostic, style, &buffer) }
        if options.contains(.remoteMTA) { addIfAny("rm", record.remoteMTA, style, &buffer) }
        if options.contains(.transport) { addIfAny("tr", record.transport, style, &buffer) }
        if options.contains(.application) { addIfAny("ap", record.application, style, &buffer) }
        if options.contains(.queueTime) { add("qt", record.queueTime, style, &buffer) }
    }

    private func appendConnection<Style: ElementStyle>(
        _ record: SyntheticRecord, as style: Style.Type, to buffer: inout [UInt8]
    ) {
        add("sc", record.sourceChannel, style, &buffer)
        add("dr", record.direction, style, &buffer)
        add("ac", record.action, style, &buffer)
        addIfAny("tr", record.transport, style, &buffer)
        addIfAny("ap", record.application, style, &buffer)
        addIfAny("mi", record.information, style, &buffer)
        addIfAny("us", record.username, style, &buffer)
        addIfAny("di", record.diagnostic, style, &buffer)
    }

    private func add<Style: ElementStyle>(
        _ name: String, _ field: FieldText, _ style: Style.Type, _ buffer: inout [UInt8]
    ) {
        Style.append(name: name, text: field, first: false, to: &buffer)
    }

    private func addIfAny<Style: ElementStyle>(
        _ name: String, _ field: FieldText, _ style: Style.Type, _ buffer: inout [UInt8]
    ) {
        if !field.isEmpty { add(name, field, style, &buffer) }
    }

    private func add<Style: ElementStyle>(
        _ name: String, _ number: Int?, _ style: Style.Type, _ buffer: inout [UInt8]
    ) {
        if let number { Style.append(name: name, number: number, to: &buffer) }
    }
}

extension SyntheticRecord.Kind {
    /// The element's name.
    var element: String {
        switch self {
        case .message: "en"
        case .connection: "co"
        case .header: "he"
        }
    }
}

/// Formats 1 to 3: fields in a fixed order, each led by one blank.
extension RecordWriter {
    mutating func appendText<Style: TextStyle>(
        _ record: SyntheticRecord, as style: Style.Type, to buffer: inout [UInt8]
    ) {
        stamps.append(record.stamp, to: &buffer)
        if options.contains(.node) { slot(record.node, &buffer) }
        if options.contains(.process) { slot(record.processID, &buffer) }
        if record.kind == .header { return appendHeaderLine(record, to: &buffer) }

        let connects = record.kind == .connection
        buffer.append([UInt8].blank)
        buffer.append(record.sourceChannel, paddedTo: layout.sourceColumn)
        buffer.append([UInt8].blank)
        buffer.append(
            connects ? record.direction : record.destinationChannel, paddedTo: layout.destinationColumn)
        buffer.append([UInt8].blank)
        buffer.append(record.action, paddedTo: connects ? 0 : layout.actionColumn)
        if connects {
            appendConnectionFields(record, as: style, to: &buffer)
        } else {
            appendEnvelope(record, as: style, to: &buffer)
            appendIdentity(record, as: style, to: &buffer)
            appendTreatment(record, as: style, to: &buffer)
            appendOutcome(record, as: style, to: &buffer)
        }
        guard !Style.showsEmptyFields, !layout.keepsTrailingBlanks else { return }
        while buffer.last == [UInt8].blank { buffer.removeLast() }
    }

    private func appendHeaderLine(_ record: SyntheticRecord, to buffer: inout [UInt8]) {
        buffer.append(ascii: " > ")
        buffer.append(record.headerName)
        buffer.append(ascii: ": ")
        buffer.append(record.headerValue)
    }

    private func appendEnvelope<Style: TextStyle>(
        _ record: SyntheticRecord, as style: Style.Type, to buffer: inout [UInt8]
    ) {
        slot(record.size, &buffer)
        fold(style, &buffer)
        address(record.envelopeFrom, style, &buffer)
        address(record.originalRecipient, style, &buffer)
        address(record.currentRecipient, style, &buffer)
    }

    private func appendIdentity<Style: TextStyle>(
        _ record: SyntheticRecord, as style: Style.Type, to buffer: inout [UInt8]
    ) {
        if options.contains(.notary) { slot(record.notaryFlags, &buffer) }
        if options.contains(.filename) {
            fold(style, &buffer)
            text(record.queueFile, style, &buffer)
        }
        if options.contains(.envelopeID) { text(record.envelopeID, style, &buffer) }
        if options.contains(.messageID) {
            fold(style, &buffer)
            buffer.append([UInt8].blank)
            Style.append(messageIDs: record.messageIDs, to: &buffer)
        }
        if options.contains(.username) { text(record.username, style, &buffer) }
        if options.contains(.connection) { text(record.connection, style, &buffer) }
    }

    private func appendTreatment<Style: TextStyle>(
        _ record: SyntheticRecord, as style: Style.Type, to buffer: inout [UInt8]
    ) {
        if options.contains(.sensitivity) { slot(record.sensitivity, &buffer) }
        if options.contains(.priority) { slot(record.priority, &buffer) }
        if options.contains(.intermediate) {
            address(record.intermediate, style, &buffer)
            if !record.initial.isEmpty { address(record.initial, style, &buffer) }
        }
        guard options.contains(.filter) else { return }
        buffer.append([UInt8].blank)
        Style.append(filter: record.filter, to: &buffer)
    }

    /// The reason has a slot in R and K records only: no others can have one.
    private func appendOutcome<Style: TextStyle>(
        _ record: SyntheticRecord, as style: Style.Type, to buffer: inout [UInt8]
    ) {
        let letter = record.actionLetter
        if options.contains(.reason), letter == UInt8(ascii: "R") || letter == UInt8(ascii: "K") {
            text(record.reason, style, &buffer)
        }
        if options.contains(.diagnostics) {
            if !record.diagnostic.isEmpty { fold(style, &buffer) }
            text(record.diagnostic, style, &buffer)
        }
        if options.contains(.remoteMTA) { text(record.remoteMTA, style, &buffer) }
        if options.contains(.transport) { text(record.transport, style, &buffer) }
        if options.contains(.application) { text(record.application, style, &buffer) }
        if options.contains(.queueTime) { slot(record.queueTime, &buffer) }
    }

    /// What follows the application is not positional: it stands only where there is something to tell.
    private func appendConnectionFields<Style: TextStyle>(
        _ record: SyntheticRecord, as style: Style.Type, to buffer: inout [UInt8]
    ) {
        fold(style, &buffer)
        text(record.transport, style, &buffer)
        text(record.application, style, &buffer)
        if !record.information.isEmpty { text(record.information, style, &buffer) }
        if !record.username.isEmpty { text(record.username, style, &buffer) }
        if !record.diagnostic.isEmpty { text(record.diagnostic, style, &buffer) }
    }

    private func fold<Style: TextStyle>(_ style: Style.Type, _ buffer: inout [UInt8]) {
        guard layout.folded, Style.folds else { return }
        if layout.lineEnd == .carriageReturnLineFeed { buffer.append(0x0D) }
        buffer.append(0x0A)
    }

    private func slot(_ plain: FieldText, _ buffer: inout [UInt8]) {
        buffer.append([UInt8].blank)
        buffer.append(plain)
    }

    private func slot(_ number: Int?, _ buffer: inout [UInt8]) {
        buffer.append([UInt8].blank)
        if let number { buffer.append(decimal: number) }
    }

    private func text<Style: TextStyle>(_ field: FieldText, _ style: Style.Type, _ buffer: inout [UInt8]) {
        buffer.append([UInt8].blank)
        Style.append(text: field, to: &buffer)
    }

    private func address<Style: TextStyle>(_ field: FieldText, _ style: Style.Type, _ buffer: inout [UInt8]) {
        buffer.append([UInt8].blank)
        Style.append(address: field, to: &buffer)
    }
}

extension MessageStory {
    /// Appends the story as one JSON object, without a line end.
    public func appendJSON(to buffer: inout [UInt8]) {
        var stamps = StampText(.iso, hundredths: true)
        buffer.append(UInt8(ascii: "{"))
        JSONText.append(name: "number", number: number, first: true, to: &buffer)
        JSONText.append(name: "sender", text: envelopeSender, first: false, to: &buffer)
        Self.append(list: messageIDs, "messageIDs", to: &buffer)
        if let notificationOf {
            JSONText.append(name: "notificationOf", text: notificationOf, first: false, to: &buffer)
        }
        Self.append(list: notifications, "notifications", to: &buffer)
        JSONText.append(name: "abortedTransactions", number: abortedTransactions, to: &buffer)
        JSONText.append(name: "records", number: records, to: &buffer)
        Self.appendArray(recipients, "recipients", to: &buffer) { $0.appendJSON(&stamps, to: &$1) }
        Self.appendArray(hops, "hops", to: &buffer) { $0.appendJSON(&stamps, to: &$1) }
        buffer.append(UInt8(ascii: "}"))
    }

    static func append(list: [FieldText], _ name: String, to buffer: inout [UInt8]) {
        appendArray(list, name, to: &buffer) { JSONText.append($0, to: &$1) }
    }

    static func appendArray<Element>(
        _ elements: [Element], _ name: String, to buffer: inout [UInt8],
        _ appendElement: (Element, inout [UInt8]) -> Void
    ) {
        JSONText.append(key: name, to: &buffer)
        buffer.append(UInt8(ascii: "["))
        for (place, element) in elements.enumerated() {
            if place > 0 { buffer.append(UInt8(ascii: ",")) }
            appendElement(element, &buffer)
        }
        buffer.append(UInt8(ascii: "]"))
    }

    fileprivate static func append(
        _ stamp: LogStamp, _ name: String, _ stamps: inout StampText, to buffer: inout [UInt8]
    ) {
        JSONText.append(key: name, to: &buffer)
        buffer.append(UInt8(ascii: "\""))
        stamps.append(stamp, to: &buffer)
        buffer.append(UInt8(ascii: "\""))
    }
}

extension RecipientStory {
    fileprivate func appendJSON(_ stamps: inout StampText, to buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "{"))
        JSONText.append(name: "original", text: original, first: true, to: &buffer)
        JSONText.append(name: "current", text: current, first: false, to: &buffer)
        JSONText.append(name: "outcome", text: FieldText(outcome.rawValue), first: false, to: &buffer)
        if let settled { MessageStory.append(settled, "settled", &stamps, to: &buffer) }
        buffer.append(UInt8(ascii: "}"))
    }
}

extension HopStory {
    fileprivate func appendJSON(_ stamps: inout StampText, to buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "{"))
        JSONText.append(name: "source", text: source, first: true, to: &buffer)
        JSONText.append(name: "destination", text: destination, first: false, to: &buffer)
        JSONText.append(name: "queueFile", text: queueFile, first: false, to: &buffer)
        MessageStory.append(enqueued, "enqueued", &stamps, to: &buffer)
        MessageStory.appendArray(recipients, "recipients", to: &buffer) { $1.append(decimal: $0) }
        MessageStory.appendArray(attempts, "attempts", to: &buffer) { $0.appendJSON(&stamps, to: &$1) }
        buffer.append(UInt8(ascii: "}"))
    }
}

extension AttemptStory {
    fileprivate func appendJSON(_ stamps: inout StampText, to buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "{"))
        JSONText.append(name: "action", text: FieldText([action]), first: true, to: &buffer)
        MessageStory.append(stamp, "stamp", &stamps, to: &buffer)
        JSONText.append(name: "recipient", number: recipient, to: &buffer)
        JSONText.append(name: "queueFile", text: queueFile, first: false, to: &buffer)
        JSONText.append(name: "diagnostic", text: diagnostic, first: false, to: &buffer)
        buffer.append(UInt8(ascii: "}"))
    }
}

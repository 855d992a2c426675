import MTALog

/// What is told of the message as a whole.
extension StoryAssembler {
    mutating func tellMessage() {
        let steps = table.steps.filter { $0.kind == .message }
        story.sender = steps.first?.sender
        var ids: Set<[UInt8]> = []
        var files: Set<[UInt8]> = []
        for step in steps {
            if let id = step.ownID, ids.insert(id).inserted { story.messageIDs.append(id) }
            if let file = step.file, files.insert(file.base).inserted { story.queueFiles.append(file.base) }
        }
        story.basis.messageIDs = !ids.isEmpty
        story.basis.queueFiles = !files.isEmpty
        tellArrival()
    }

    private mutating func tellArrival() {
        let first = table.stays.indices.first { place in
            table.stays[place].enqueue != nil && feeding.before[place] == nil && feeding.list[place] == nil
        }
        guard let first, let enqueue = table.stays[first].enqueue else { return }
        let step = table.steps[enqueue]
        guard let fields = story.records[step.record].fields else { return }
        story.blocks = fields.number(.size)
        guard !HandingChannels.contain(step.source) else { return }
        var arrival = Arrival(
            record: step.record, stamp: step.stamp, channel: step.source, modifiers: step.modifiers)
        arrival.username = fields.text(.username)
        arrival.connection = fields.text(.connection)
        arrival.transport = fields.text(.transport)
        arrival.application = fields.text(.application)
        story.arrival = arrival
    }

    mutating func tellLinks(_ steps: [StoryStep]) {
        var known: Set<[UInt8]> = []
        for step in steps where step.kind == .message && !step.aboutIDs.isEmpty {
            if step.isLink(to: ownIDs) {
                guard let id = step.ownID, known.insert(id).inserted else { continue }
                story.notifications.append(StoryLink(messageID: id, record: step.record))
            } else {
                for id in step.aboutIDs where known.insert(id).inserted {
                    story.notificationOf.append(StoryLink(messageID: id, record: step.record))
                }
            }
        }
    }

    mutating func tellHeaders(_ steps: [StoryStep]) {
        for step in steps where step.kind == .header {
            guard let fields = story.records[step.record].fields else { continue }
            story.headers.append(
                StoryHeader(
                    record: step.record, name: fields.text(.headerName) ?? [], value: fields.text(.headerValue) ?? []))
        }
    }

    mutating func tellRefusals() {
        for step in table.steps where step.isRefusal {
            let kind: Refusal.Kind =
                switch step.letter {
                case UInt8(ascii: "J"): .rejected
                case UInt8(ascii: "V"): .aborted
                default: .badCommand
                }
            story.refusals.append(
                Refusal(
                    record: step.record, stamp: step.stamp, kind: kind, modifiers: step.modifiers,
                    channel: step.source, original: step.original, current: step.current,
                    diagnostic: story.records[step.record].fields?.text(.diagnostic)))
        }
    }
}

extension LogRecord {
    /// A field's decimal number; nil where there is none.
    func number(_ field: Field) -> Int? {
        self[field].flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }
}

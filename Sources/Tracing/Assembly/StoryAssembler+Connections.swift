import MTALog

/// Connection records, tied to the message's own by the process id.
extension StoryAssembler {
    mutating func tellConnections(_ steps: [StoryStep]) {
        var open: [[UInt8]: Int] = [:]
        for step in steps where step.kind == .connection {
            guard let id = step.processID, let fields = story.records[step.record].fields else { continue }
            // An opening begins another connection of the same process.
            if step.letter == UInt8(ascii: "O") { open[id] = nil }
            let place = open[id] ?? begin(step, fields, id)
            open[id] = step.letter == UInt8(ascii: "C") ? nil : place
            story.connections[place].add(step, fields)
        }
        if !story.connections.isEmpty || !story.headers.isEmpty { story.basis.adjacency = true }
    }

    private mutating func begin(_ step: StoryStep, _ fields: LogRecord, _ id: [UInt8]) -> Int {
        story.connections.append(
            StoryConnection(
                processID: id, channel: step.source, isInbound: fields[.direction]?.first != UInt8(ascii: "-")))
        connectionsOfProcess[id, default: []].append(story.connections.count - 1)
        return story.connections.count - 1
    }

    /// The connection of a process that is nearest to a moment.
    func connection(of id: [UInt8]?, isInbound: Bool, at stamp: Stamp?) -> Int? {
        guard let id, let stamp else { return nil }
        let places = (connectionsOfProcess[id] ?? []).filter { story.connections[$0].isInbound == isInbound }
        return places.min { distance(from: $0, to: stamp) < distance(from: $1, to: stamp) }
    }

    private func distance(from place: Int, to stamp: Stamp) -> Int64 {
        let moments = story.connections[place].steps.compactMap(\.stamp)
        guard let first = moments.min(), let last = moments.max() else { return .max }
        return stamp.distance(to: first...last)
    }
}

extension StoryConnection {
    fileprivate mutating func add(_ step: StoryStep, _ fields: LogRecord) {
        transport = transport ?? fields.text(.transport)
        application = application ?? fields.text(.application)
        username = username ?? fields.text(.username)
        var told = Step(record: step.record, stamp: step.stamp, action: step.letter)
        told.diagnostic = fields.text(.diagnostic)
        told.information = fields.text(.information)
        steps.append(told)
    }
}

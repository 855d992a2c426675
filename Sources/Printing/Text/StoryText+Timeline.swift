import MTALog

/// The timeline, drawn with letters: one line a lane.
extension StoryText {
    mutating func addTimeline() {
        guard let timeline = Timeline(digest), timeline.end > timeline.start else { return }
        addHeading("Timeline")
        let labels = timeline.lanes.map { $0.label.line() }
        let indent = min((labels.map { DisplayWidth.of($0) }.max() ?? 0) + 4, options.columns / 3)
        let scale = Scale(start: timeline.start, end: timeline.end, columns: options.columns - indent - 1)
        addAxis(timeline, scale, indent)
        for (lane, label) in zip(timeline.lanes, labels) {
            let name = TextLines.folded(label, indent - 4).first ?? ""
            lines.add("  " + String(name).padded(to: indent - 2) + drawing(lane, scale))
        }
        addMore(timeline.hidden, "lane")
        addLegend(timeline, indent)
    }

    /// Where a moment stands.
    private struct Scale {
        let start: Stamp
        let end: Stamp
        let columns: Int

        func column(_ stamp: Stamp) -> Int {
            let share = stamp.share(from: start, to: end)
            return min(max(0, Int((share * Double(columns - 1)).rounded())), columns - 1)
        }
    }

    /// The dates of both ends, then round times.
    private mutating func addAxis(_ timeline: Timeline, _ scale: Scale, _ indent: Int) {
        let margin = String(repeating: " ", count: indent)
        let ticks = TimeTicks(from: timeline.start, to: timeline.end, most: max(2, scale.columns / 12)).ticks
        var names = Array(repeating: Character(" "), count: scale.columns + 1)
        var axis = Array(repeating: Character("."), count: scale.columns)
        for tick in ticks {
            let column = scale.column(tick.stamp)
            axis[column] = "|"
            guard column + tick.label.count < names.count, names[column...].allSatisfy({ $0 == " " }) else { continue }
            for (offset, character) in tick.label.enumerated() { names[column + offset] = character }
        }
        let ends = "\(timeline.start.dateAndTime) to \(timeline.end.dateAndTime)"
        lines.addFolded(ends, behind: "  ", ink: .faint)
        guard !ticks.isEmpty else { return }
        lines.add((margin + String(names)).trimmed)
        lines.add(lines.painted(margin + String(axis), .faint))
    }

    /// The stay as a line, the marks on it: of several in one column the weightiest.
    private func drawing(_ lane: Timeline.Lane, _ scale: Scale) -> String {
        var kinds: [Int: Timeline.Kind] = [:]
        for mark in lane.marks {
            let column = scale.column(mark.stamp)
            if let kind = kinds[column], kind.rawValue >= mark.kind.rawValue { continue }
            kinds[column] = mark.kind
        }
        let first = kinds.keys.min() ?? 0
        let last = kinds.keys.max() ?? 0
        var text = String(repeating: " ", count: first)
        for column in first...last { text += kinds[column].map { lines.painted($0.letter, $0.ink) } ?? "-" }
        return text
    }

    private mutating func addLegend(_ timeline: Timeline, _ indent: Int) {
        let used = Set(timeline.lanes.flatMap(\.marks).map(\.kind))
        let legend = Timeline.Kind.allCases.filter(used.contains).map { "\($0.letter) \($0.word)" }
        lines.addFolded(legend.joined(separator: "   "), behind: "  ", ink: .faint)
    }
}

extension Timeline.Kind {
    fileprivate var letter: String {
        switch self {
        case .enqueued: "E"
        case .warned: "w"
        case .handedOn: ">"
        case .postponed: "x"
        case .failed: "X"
        case .delivered: "D"
        case .other: "?"
        }
    }

    fileprivate var ink: TextLines.Ink? {
        switch self {
        case .enqueued: nil
        case .warned, .postponed, .other: .yellow
        case .handedOn: .cyan
        case .failed: .red
        case .delivered: .green
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

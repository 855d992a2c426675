import MTALog

/// The timeline as a picture: one lane a stay in a queue, marks told apart by shape and colour.
///
/// Places along the axis are percentages, so that the picture fits any width while its letters keep their size.
struct StoryPicture {
    private let timeline: Timeline
    private let number: Int
    private let title: ViewText

    private static let laneHeight = 46
    private static let firstLane = 58

    /// nil where there is nothing to draw.
    init?(_ digest: StoryDigest, number: Int) {
        guard let timeline = Timeline(digest), timeline.end > timeline.start else { return nil }
        self.timeline = timeline
        self.number = number
        title = digest.headline
    }

    func append(to html: inout HTMLWriter) {
        html.element("h2", "Timeline")
        html.element("figure") { html in
            html.markup("<svg role=\"img\" width=\"100%\" height=\"")
            html.number(StoryPicture.firstLane + timeline.lanes.count * StoryPicture.laneHeight - 18)
            html.markup("\" aria-labelledby=\"t")
            html.number(number)
            html.markup(" d")
            html.number(number)
            html.markup("\">")
            appendDescription(to: &html)
            appendAxis(to: &html)
            for (place, lane) in timeline.lanes.enumerated() { append(lane, place, to: &html) }
            html.markup("</svg>\n")
            html.element("figcaption") { html in
                html.text("\(timeline.start.dateAndTime) to \(timeline.end.dateAndTime)")
                if timeline.hidden > 0 { html.text("; \(Amounts.count(timeline.hidden)) more not drawn") }
            }
            appendLegend(to: &html)
        }
    }

    private func appendDescription(to html: inout HTMLWriter) {
        html.markup("<title id=\"t")
        html.number(number)
        html.markup("\">Timeline of the message</title><desc id=\"d")
        html.number(number)
        // In a picture these two hold plain text.
        html.markup("\">")
        html.escaped(title.line())
        for lane in timeline.lanes { html.escaped(" \(lane.label.line()): \(lane.marks.count) marks.") }
        html.markup("</desc>")
    }

    /// Both ends stay clear of the edges.
    private func share(_ stamp: Stamp) -> Double {
        0.02 + 0.96 * stamp.share(from: timeline.start, to: timeline.end)
    }

    private func appendAxis(to html: inout HTMLWriter) {
        let bottom = StoryPicture.firstLane + timeline.lanes.count * StoryPicture.laneHeight - 24
        let ticks = TimeTicks(from: timeline.start, to: timeline.end, most: 10).ticks
        for (place, tick) in ticks.enumerated() {
            let share = share(tick.stamp)
            html.markup("<line class=\"axis\" x1=\"")
            html.percent(share)
            html.markup("\" x2=\"")
            html.percent(share)
            html.markup("\" y1=\"20\" y2=\"")
            html.number(bottom)
            html.markup("\"/>")
            // Every other label makes room on a phone.
            html.markup(place % 2 == 0 ? "<text class=\"tick\" x=\"" : "<text class=\"tick minor\" x=\"")
            html.percent(share)
            html.markup(
                share < 0.06
                    ? "\" text-anchor=\"start\"" : share > 0.94 ? "\" text-anchor=\"end\"" : "\" text-anchor=\"middle\""
            )
            html.markup(" y=\"14\">")
            html.escaped(tick.label)
            html.markup("</text>")
        }
    }

    private func append(_ lane: Timeline.Lane, _ place: Int, to html: inout HTMLWriter) {
        let y = StoryPicture.firstLane + place * StoryPicture.laneHeight
        html.markup("<text class=\"name\" x=\"2%\" y=\"")
        html.number(y - 18)
        html.markup("\">")
        html.escaped(lane.label.line(longest: 60))
        html.markup("</text>")
        if let first = lane.marks.map(\.stamp).min(), let last = lane.marks.map(\.stamp).max() {
            html.markup("<line class=\"lane\" x1=\"")
            html.percent(share(first))
            html.markup("\" x2=\"")
            html.percent(share(last))
            html.markup("\" y1=\"")
            html.number(y)
            html.markup("\" y2=\"")
            html.number(y)
            html.markup("\"/>")
        }
        for mark in lane.marks {
            html.markup("<svg x=\"")
            html.percent(share(mark.stamp))
            html.markup("\" y=\"")
            html.number(y)
            html.markup("\" overflow=\"visible\">")
            html.markup(mark.kind.shape)
            html.markup("<title>")
            html.escaped(mark.title.line(longest: LogExcerpt.longestName))
            html.markup("</title></g></svg>")
        }
    }

    private func appendLegend(to html: inout HTMLWriter) {
        let used = Set(timeline.lanes.flatMap(\.marks).map(\.kind))
        html.element("ul class=\"legend\"") { html in
            for kind in Timeline.Kind.allCases where used.contains(kind) {
                html.element("li") { html in
                    html.markup("<svg width=\"16\" height=\"16\" viewBox=\"-8 -8 16 16\" aria-hidden=\"true\">")
                    html.markup(kind.shape)
                    html.markup("</g></svg>")
                    html.escaped(kind.word)
                }
            }
        }
    }
}

extension Timeline.Kind {
    /// A group around the origin, left open for a title.
    fileprivate var shape: StaticString {
        switch self {
        case .enqueued: "<g class=\"mark\"><rect class=\"open\" x=\"-5\" y=\"-5\" width=\"10\" height=\"10\"/>"
        case .warned: "<g class=\"mark soft\"><path class=\"open\" d=\"M0-6 6 5H-6Z\"/>"
        case .handedOn: "<g class=\"mark blue\"><path d=\"M-4-5 5 0-4 5Z\"/>"
        case .postponed: "<g class=\"mark soft\"><path fill=\"none\" d=\"M-5-5 5 5M5-5-5 5\"/>"
        case .failed: "<g class=\"mark bad\"><path d=\"M0-7 7 0 0 7-7 0Z\"/>"
        case .delivered: "<g class=\"mark good\"><circle r=\"6\"/>"
        case .other: "<g class=\"mark\"><circle class=\"open\" r=\"5\"/>"
        }
    }
}

import MTALog
import Tracing

/// A story's moments along one axis: a lane for each stay in a queue, and where there are few, for each recipient of it.
struct Timeline {
    /// The weightier ones behind: where marks fall together, the last of them is seen.
    enum Kind: Int, CaseIterable {
        case enqueued, warned, handedOn, postponed, delivered, failed, other

        var word: String {
            switch self {
            case .enqueued: "enqueued"
            case .warned: "sender warned"
            case .handedOn: "handed on"
            case .postponed: "failed, to be tried again"
            case .failed: "given up"
            case .delivered: "delivered"
            case .other: "other"
            }
        }
    }

    struct Mark {
        let stamp: Stamp
        let kind: Kind
        /// What a pointer resting on it is told.
        let title: ViewText
    }

    struct Lane {
        /// The hop's number, from 1 on; nil where there is only one.
        let number: Int?
        let channel: [UInt8]
        /// nil where the lane is that of all the hop's recipients.
        let recipient: [UInt8]?
        /// In time order; of one moment the weightier ones behind.
        var marks: [Mark] = []
    }

    static let mostLanes = 16
    /// Of more marks in a lane, those that fall between are left out evenly.
    static let mostMarks = 200

    private(set) var lanes: [Lane] = []
    /// Lanes that are left out.
    private(set) var hidden = 0
    let start: Stamp
    let end: Stamp

    /// nil where nothing has a moment.
    init?(_ digest: StoryDigest) {
        var lanes: [Lane] = []
        let hops = digest.listedHops.map { digest.story.hops[$0] }
        let single = hops.reduce(0) { $0 + Set($1.recipients).count } <= Timeline.mostLanes
        for (place, hop) in zip(digest.listedHops, hops) {
            let number = digest.story.hops.count > 1 ? place + 1 : nil
            let recipients = Timeline.unique(hop.recipients)
            if single, recipients.count > 1 {
                for recipient in recipients { lanes.append(Timeline.lane(hop, number, recipient, digest)) }
            } else {
                lanes.append(Timeline.lane(hop, number, nil, digest))
            }
        }
        lanes = lanes.filter { !$0.marks.isEmpty }
        let stamps = lanes.flatMap(\.marks).map(\.stamp)
        guard let first = stamps.min(), let last = stamps.max() else { return nil }
        (start, end) = (first, last)
        hidden = digest.story.hops.count - hops.count
        self.lanes = lanes
    }

    private static func unique(_ places: [Int]) -> [Int] {
        var seen: Set<Int> = []
        return places.filter { seen.insert($0).inserted }
    }

    private static func lane(_ hop: Hop, _ number: Int?, _ recipient: Int?, _ digest: StoryDigest) -> Lane {
        var lane = Lane(number: number, channel: hop.destination, recipient: recipient.map(digest.address))
        if let stamp = hop.enqueued {
            lane.marks.append(Mark(stamp: stamp, kind: .enqueued, title: "\(stamp.dateAndTime) enqueued"))
        }
        let rows = AttemptRow.rows(of: hop).filter { recipient == nil || $0.recipients.contains(recipient ?? 0) }
        let step = max(1, rows.count / mostMarks)
        for (place, row) in rows.enumerated() where place % step == 0 || place == rows.count - 1 {
            guard let stamp = row.attempt.stamp else { continue }
            lane.marks.append(Mark(stamp: stamp, kind: row.attempt.result.kind, title: title(row, stamp, digest)))
        }
        lane.marks.sort { ($0.stamp, $0.kind.rawValue) < ($1.stamp, $1.kind.rawValue) }
        return lane
    }

    private static func title(_ row: AttemptRow, _ stamp: Stamp, _ digest: StoryDigest) -> ViewText {
        var title = ViewText("\(stamp.dateAndTime) \(row.attempt.result.word)")
        if let number = row.attempt.number { title += ViewText(", attempt \(number)") }
        title += ", \(digest.addresses(row.recipients))"
        if let words = row.words { title += ": \(log: words)" }
        return title
    }
}

extension Timeline.Lane {
    /// `2. tcp_local`, and the recipient where the lane is one's.
    var label: ViewText {
        let number = number.map { "\($0). " } ?? ""
        guard let recipient else { return "\(number)\(log: channel)" }
        return "\(number)\(log: channel) \(log: recipient)"
    }
}

extension Attempt.Result {
    var kind: Timeline.Kind {
        switch self {
        case .delivered: .delivered
        case .handedOn, .handedOnUnseen, .expanded: .handedOn
        case .postponed: .postponed
        case .failed, .discarded: .failed
        case .warned: .warned
        case .other: .other
        }
    }
}

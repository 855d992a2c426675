import MTALog
import TestSupport
import Testing

@testable import Tracing

/// The work grows as the records do, whatever they are: counted in looks, not in time.
@Suite struct ScaleTests {
    enum Shape: CaseIterable {
        case files, oneFile, list, loop, oneID, requeues
    }

    private func line(_ time: Int, _ action: String, _ channels: (String, String), _ whom: String, _ file: Int)
        -> String
    {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        func column(_ text: String) -> String { text + String(repeating: " ", count: max(0, 12 - text.count)) }
        let day = 1 + time / 86_400 % 28
        let stamp = "\(two(day))-Oct-2024 \(two(time / 3600 % 24)):\(two(time / 60 % 60)):\(two(time % 60)).00"
        let digits = "\(1_000_000 + file)"
        return "\(stamp) \(column(channels.0)) \(column(channels.1)) \(action) 3 s@x.org \(whom) "
            + "/q/ZZ01AAAAAAA\(digits).00 <scale@x.org>"
    }

    private func records(_ shape: Shape, _ count: Int) -> [FoundRecord] {
        var lines: [String] = []
        for number in 0..<count {
            let own = "rfc822;u\(number)@y.org u\(number)@y.org"
            switch shape {
            case .files:
                lines.append(line(0, "E", ("tcp_local", "ims-ms"), own, number))
                lines.append(line(60, "D", ("ims-ms", ""), own, number))
            case .oneFile:
                lines.append(line(0, "E", ("tcp_local", "ims-ms"), own, 0))
                lines.append(line(60, "D", ("ims-ms", ""), own, 0))
            case .list:
                let member = "rfc822;list@x.org u\(number)@y.org"
                lines.append(line(0, "E", ("reprocess", "ims-ms"), member, number))
                lines.append(line(60, "D", ("ims-ms", ""), member, number))
            case .loop:
                let whom = "rfc822;a@y.org a@y.org"
                lines.append(line(2 * number, "E", ("tcp_local", "tcp_local"), whom, number))
                lines.append(line(2 * number + 1, "D", ("tcp_local", ""), whom, number) + " dns;mx.y.org smtp;250 Ok")
            case .oneID:
                let whom = "rfc822;a@y.org a@y.org"
                lines.append(line(20 * number, "E", ("tcp_local", "ims-ms"), whom, number))
                lines.append(line(20 * number + 1, "D", ("ims-ms", ""), whom, number))
            case .requeues:
                lines.append(line(number, "E", ("tcp_local", "tcp_local"), own, number))
                lines.append(line(number, "Z", ("tcp_local", ""), own, max(0, number - 1)))
            }
        }
        lines.sort { $0.prefix(23) < $1.prefix(23) }
        if shape == .list {
            lines.insert(line(0, "E", ("tcp_local", "reprocess"), "rfc822;list@x.org list@x.org", count), at: 0)
        }
        return foundRecords(in: Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    private func looks(_ shape: Shape, _ count: Int) -> Int {
        let steps = records(shape, count).enumerated().compactMap { StoryStep($1, at: $0) }
        return [MailIdentities(steps), .one].reduce(0) { sum, identities in
            let table = HopTable(steps, identities)
            return sum + table.looks + Feeding(table).looks
        }
    }

    @Test(arguments: Shape.allCases) func theWorkIsLinear(_ shape: Shape) {
        let (few, many) = (looks(shape, 500), looks(shape, 4000))
        #expect(many <= 10 * few + 1000, "\(shape) \(few) \(many)")
    }

    @Test(arguments: [Shape.files, .oneFile, .list]) func tenThousandRecipientsAreToldWhole(_ shape: Shape) {
        let stories = StoryAssembler.stories(of: records(shape, 10_000))
        #expect(stories.count == 1)
        #expect(stories.first?.recipients.count == (shape == .list ? 10_001 : 10_000))
        #expect(stories.first?.recipients.count { $0.outcome == .delivered } == 10_000)
    }
}

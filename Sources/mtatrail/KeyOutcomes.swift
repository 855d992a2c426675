import LogIndex
import MTALog
import Tracing

/// Says how the search for keys ended, one after the other: what could not be searched, and that nothing was found.
struct KeyOutcomes {
    /// Archives named already: each is named once, however many keys may be in it.
    private var named: Set<UnreadArchive> = []
    private var hasNamedInputs = false

    /// Says what there is to say of one key, and how sure the answer is.
    ///
    /// - Parameter coverage: asked for only where the answer is "no".
    mutating func conclude(
        _ key: [UInt8], found: Bool, _ unread: [UnreadArchive], coverage: () throws -> Coverage
    ) throws -> ExitStatus {
        let report = found ? nil : NotFoundReport(try coverage(), unread)
        for archive in report?.unsearched ?? unread where named.insert(archive).inserted {
            Messages.say("could not search \(archive.path): \(archive.reason)")
        }
        guard let report else { return .success }
        nameInputs(report)
        Messages.say("no record of '\(EscapedText.line(key))' \(report.description)")
        return report.isCertain ? .incomplete : .failure
    }

    /// Names the first inputs that are not in the index, once.
    private mutating func nameInputs(_ report: NotFoundReport) {
        guard report.unreadInputs > 0, !hasNamedInputs else { return }
        hasNamedInputs = true
        for input in report.firstUnread {
            Messages.say("not in the index: \(EscapedText.line(input.path)): \(input.reason)")
        }
        let others = report.unreadInputs - report.firstUnread.count
        if others > 0 { Messages.say("and \(Amounts.count(others, "more input")); 'mtatrail status' names them all") }
    }
}

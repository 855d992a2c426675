import IndexModel
import MTALog
import Printing
import Tracing

/// Says how the search for keys ended, one after the other: what could not be searched, and that nothing was found.
struct KeyOutcomes {
    /// Archives named already: each is named once, however many keys may be in it.
    private var named: Set<UnreadArchive> = []
    private var hasNamedInputs = false

    /// What could not be searched for a key.
    struct Unread {
        let archives: [UnreadArchive]
        /// Where the index has the key in them.
        let places: [UnreadPlace]
    }

    /// Says what there is to say of one key, and how sure the answer is.
    ///
    /// - Parameter coverage: asked for only where the answer is "no".
    mutating func conclude(
        _ key: [UInt8], found: Bool, _ unread: Unread, coverage: () throws -> Coverage
    ) throws -> ExitStatus {
        if found || !unread.places.isEmpty {
            name(unread.archives)
            if !found { sayUnread(key, unread.places) }
            return found ? .success : .failure
        }
        let report = NotFoundReport(try coverage(), unread.archives)
        name(report.unsearched)
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

    private mutating func name(_ archives: [UnreadArchive]) {
        for archive in archives where named.insert(archive).inserted {
            Messages.say("could not search \(archive.path.shown): \(archive.reason.sentence)")
        }
    }

    /// The index has the key: that is no "no".
    private func sayUnread(_ key: [UInt8], _ places: [UnreadPlace]) {
        let key = EscapedText.line(key)
        for place in places {
            let bytes = "decoded bytes \(place.bytes.lowerBound) to \(place.bytes.upperBound)"
            let advice = place.archive.reason == .gone ? "; if the file was moved, index its new place" : ""
            Messages.say(
                "the index has '\(key)' in \(place.archive.path.shown) (\(bytes)), which was not read\(advice)")
        }
    }
}

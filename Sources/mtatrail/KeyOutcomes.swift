import LogIndex
import MTALog
import Tracing

/// Says how the search for keys ended, one after the other: what could not be searched, and that nothing was found.
struct KeyOutcomes {
    /// Archives named already: each is named once, however many keys may be in it.
    private var told: Set<UnreadArchive> = []

    /// Says what there is to say of one key, and how sure the answer is.
    ///
    /// - Parameter coverage: asked for only where the answer is "no".
    mutating func conclude(
        _ key: [UInt8], found: Bool, _ unread: [UnreadArchive], coverage: () throws -> Coverage
    ) throws -> ExitStatus {
        let no = found ? nil : HonestNo(try coverage(), unread)
        for archive in no?.unsearched ?? unread where told.insert(archive).inserted {
            Messages.say("could not search \(archive.path): \(archive.reason)")
        }
        guard let no else { return .success }
        Messages.say("no record of '\(EscapedText.line(key))' \(no.description)")
        return no.unsearched.isEmpty ? .incomplete : .failure
    }
}

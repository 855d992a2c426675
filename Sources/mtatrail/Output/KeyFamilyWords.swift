import IndexModel
import Printing

/// What a key family is called for people and for programs, and which option of the MTA has its keys logged.
struct KeyFamilyWords {
    let family: KeyFamily
    /// For people.
    let plural: String
    /// The member of a JSON object that counts its keys.
    let member: JSONName
    /// The option of the MTA, and its name in an archive's layout; nil where its keys are always logged.
    let option: (name: String, layoutName: String)?

    /// Those of the families that this program knows, by number.
    static let all = [
        KeyFamilyWords(
            family: .messageID, plural: "message-IDs", member: "message_ids", option: ("LOG_MESSAGE_ID", "message-id")),
        KeyFamilyWords(
            family: .queueFile, plural: "queue files", member: "queue_files", option: ("LOG_FILENAME", "filename")),
    ]
}

extension KeyFamilyWords {
    /// Those of a family, whichever program found its keys.
    init(_ family: KeyFamily) {
        self =
            KeyFamilyWords.all.first { $0.family == family }
            ?? KeyFamilyWords(
                family: family, plural: "keys of family \(family.number)", member: "other_keys", option: nil)
    }
}

/// Recipients of one message who wait in the same queue file.
struct Queue {
    let channel: Channel
    /// The place of the hop in the flight's list.
    let hop: Int
    /// Places of the recipients in the flight's list.
    var recipients: [Int]
    /// The place of the file; a re-based queue gets another one.
    var file: Int
    /// The attempts that the file's name tells.
    var attempts = 0
    var fileExtension = 0
    /// Which content the message-ID field has.
    var ids: Int
    var modifiers = Modifiers.plain
    /// Whether its records have the flight's other sender.
    var hasOtherSender = false
}

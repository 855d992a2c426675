/// A queue file: its place and what of its name stays the same from attempt to attempt.
struct QueueFile {
    var channel: Channel
    /// The directory below the channel's, or -1 if it has none.
    var subdirectory: Int
    /// The pseudo-random part of the name.
    var unique: FieldText

    /// The number that stands for the extension of a held file.
    static let held = 255

    static let root: FieldText = "/opt/sun/comms/messaging64/data/queue/"

    /// The full path at an attempt; the extension is mostly `.00`.
    func path(attempts: Int, extension number: Int) -> FieldText {
        FieldText(capacity: 80) { path in
            path.append(Self.root)
            path.append(channel.name)
            path.append(UInt8(ascii: "/"))
            if subdirectory >= 0 {
                path.append(UInt64(subdirectory), radix: 10, width: 3, digits: .lowerCase)
                path.append(UInt8(ascii: "/"))
            }
            AttemptPrefix.append(attempts: attempts, to: &path)
            path.append(unique)
            path.append(UInt8(ascii: "."))
            if number == QueueFile.held { path.append(ascii: "HELD") } else { path.append(twoDigits: number) }
        }
    }
}

/// Kinds of mail that keys alone do not tell apart.
public enum OddMail: String, CaseIterable, Sendable {
    /// The same sender gives one id to one recipient again, perhaps while the first copy waits.
    case givenAgain
    /// Many senders give their messages one id.
    case sharedID
    /// A client gives all its messages one envelope id.
    case sharedEnvelope
    /// The next MTA logs into the same log.
    case twoSystems
    /// The message comes back, several times.
    case loop
    /// The rest of a queue file is put into a new one, and that is logged.
    case putBack
    /// A channel throws the message away.
    case discarded
    /// A list's owner becomes the sender for its members.
    case listOwner
    /// The queue file is held, and released later.
    case held
}

/// What a log can be asked for.
public enum SyntheticKey: Hashable, Sendable {
    /// A message-ID as it stands in the field; each of a pair is one of its own.
    case messageID(FieldText)
    /// A queue file's name without its directory, with attempt prefix and extension.
    case queueFile(FieldText)
}

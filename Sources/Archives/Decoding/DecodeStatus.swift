/// How a call to decode ended. Bytes may have been delivered by the same call in each case.
public enum DecodeStatus: Sendable, Hashable {
    /// The output is full; there may be more to come.
    case more
    /// The archive ends here, cleanly.
    case end
    /// The archive is readable up to here and no further.
    case torn(Tear)
}

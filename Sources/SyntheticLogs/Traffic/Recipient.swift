/// A recipient as the envelope shows it on its way.
struct Recipient {
    /// With `rfc822;`.
    var original: FieldText
    /// The address between hops.
    var current: FieldText
    /// The address as the message store's queue has it.
    var stored: FieldText
    /// The foreign domain, or -1 for somebody of the site.
    var domain: Int

    var isLocal: Bool { domain < 0 }
}

/// One connection to the site's servers.
struct Session {
    var channel: Channel
    /// The number of the foreign domain behind it.
    var domain: Int
    var modifiers: Modifiers
    var processID: FieldText
    var connection: FieldText
    var transport: FieldText
    var application: FieldText
    /// `*user@domain` when somebody has authenticated.
    var username: FieldText
}

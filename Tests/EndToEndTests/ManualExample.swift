/// Example 21-7 of the Messaging Server 6 2005Q4 Administration Guide: a message, three attempts and the delivery; the
/// MTA gave the file another base name on the way.
enum ManualExample {
    private static let envelope = "3 adam@hosta.sesta.com rfc822;user@some.org user@some.org imta/queue/tcp_local"
    private static let noRoute = "TCP active open: Failed connect()    Error: no route to host"
    private static let refused = "TCP active open: Failed connect() Error: connection refused"
    private static let delivered =
        "dns;host.some.org (TCP|206.184.139.12|2788|192.1.1.1|25) (All set, fire away) smtp; 250 Ok"

    static let messageID = "<01IRUD7SVA3Q9UN2D4@sesta.com>"
    static let firstFile = "ZZ01IS3D2ZP7FQ9UN54R.00"
    static let secondAttempt = "ZY01IS3D2ZP7FQ9UN54R.00"
    static let otherFile = "ZX01IS67NY4RRK9UN7GP.00"

    static let records: [String] = [
        "15-Jan-1998 10:31:05.18 tcp_internal   tcp_local   E \(envelope)/\(firstFile) \(messageID)",
        "15-Jan-1998 10:31:10.37 tcp_local                  Q \(envelope)/\(firstFile) \(messageID) \(noRoute)",
        "15-Jan-1998 12:45:39.48 tcp_local                  Q \(envelope)/\(secondAttempt) \(messageID) \(noRoute)",
        "15-Jan-1998 16:45:24.72 tcp_local                  Q \(envelope)/\(otherFile) \(messageID) \(refused)",
        "15-Jan-1998 20:45:51.55 tcp_local                  D \(envelope)/\(otherFile) \(messageID) \(delivered)",
    ].map { $0 + "\n" }

    static let log = Array(records.joined().utf8)

    static func text(_ numbers: ClosedRange<Int>) -> String { records[numbers].joined() }
}

/// The channels of the invented site.
enum Channel: UInt8 {
    case none, tcpLocal, tcpIntranet, tcpSubmit, store, conversion, process, reprocess, bitbucket

    var name: FieldText { Self.names[Int(rawValue)] }

    /// Whether mail leaves the site's queues for another host.
    var isRemote: Bool { self == .tcpLocal || self == .tcpIntranet }

    private static let names: [FieldText] = [
        "", "tcp_local", "tcp_intranet", "tcp_submit", "ims-ms", "conversion", "process", "reprocess",
        "bitbucket",
    ]
}

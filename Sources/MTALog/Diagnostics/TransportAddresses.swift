/// The transport of a connection, `TCP|local address|local port|remote address|remote port`, taken apart.
///
/// The local end stands first, whichever end opened the connection.
public struct TransportAddresses: Sendable, Hashable {
    /// A host's address and its port, each perhaps empty.
    public typealias Endpoint = (address: Range<Int>, port: Range<Int>)

    private let bars: [Int]
    private let end: Int

    /// Takes the transport in `range` apart; nil where it does not have the five parts. O(length).
    public init?(_ text: Span<UInt8>, in range: Range<Int>) {
        guard text.begins(range, with: "TCP|") else { return nil }
        bars = range.filter { text[$0] == UInt8(ascii: "|") }
        end = range.upperBound
        guard bars.count == 4 else { return nil }
    }

    /// The end of the MTA that wrote the log.
    public var local: Endpoint { (part(0), part(1)) }

    /// The other end.
    public var remote: Endpoint { (part(2), part(3)) }

    private func part(_ place: Int) -> Range<Int> {
        bars[place] + 1..<(place + 1 < bars.count ? bars[place + 1] : end)
    }
}

/// The channels that deliver nothing themselves: what they dequeue goes on in another channel's queue.
///
/// Their names are given by the product (Administration Guide, chapter "Predefined Channels"); sites number their own
/// ones behind the name: `conversion2`, `process_hold`.
enum HandingChannels {
    private static let names = ["conversion", "defragment", "process", "reprocess"].map { Array($0.utf8) }

    static func contain(_ channel: [UInt8]) -> Bool {
        names.contains { name in
            guard channel.starts(with: name) else { return false }
            let next = channel.dropFirst(name.count).first
            return next == nil || next == UInt8(ascii: "_") || next == UInt8(ascii: "-") || next.map(isDigit) == true
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

/// The channels that deliver nothing themselves: what they dequeue goes on in another channel's queue.
///
/// Their names are given by the product (Administration Guide, chapter "Predefined Channels").
enum HandingChannels {
    private static let names = ["conversion", "defragment", "process", "reprocess"].map { Array($0.utf8) }

    static func contain(_ channel: [UInt8]) -> Bool { names.contains { channel.isNamed($0) } }
}

/// The channels that throw away what they dequeue (Administration Guide, table "Predefined Channels").
enum DiscardingChannels {
    private static let names = ["bitbucket", "filter_discard"].map { Array($0.utf8) }

    static func contain(_ channel: [UInt8]) -> Bool { names.contains { channel.isNamed($0) } }
}

extension [UInt8] {
    /// Whether a channel has this name, or one that a site made of it by a number or a word: `conversion2`, `process_hold`.
    fileprivate func isNamed(_ name: [UInt8]) -> Bool {
        guard starts(with: name) else { return false }
        guard let next = dropFirst(name.count).first else { return true }
        switch next {
        case UInt8(ascii: "_"), UInt8(ascii: "-"), 0x30...0x39: return true
        default: return false
        }
    }
}

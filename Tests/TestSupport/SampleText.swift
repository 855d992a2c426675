/// `count` bytes that look like log lines: they compress as such, and deflate makes many blocks of them.
///
/// They follow no log's grammar; the same seed gives the same bytes.
public func sampleText(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    let words: [[UInt8]] = [
        "tcp_local", "ims-ms", "rfc822;", "queue/", "relay.example.net", "error", "deferred", "dns;", "smtp",
        "message-id=", "@example.com", "+", "TCP|192.0.2.", "|25", "ok (250)", "process",
    ].map { Array($0.utf8) }
    var generator = SeededGenerator(seed: seed)
    var text: [UInt8] = []
    text.reserveCapacity(count + 64)
    while text.count < count {
        var random = generator.next()
        text += words[Int(random & 15)]
        random >>= 4
        // A few digits of chance keep it from compressing to nothing.
        for _ in 0..<Int(random & 7) {
            random >>= 3
            text.append(UInt8(ascii: "a") + UInt8(random & 31) % 26)
        }
        text.append(random >> 59 == 0 ? UInt8(ascii: "\n") : UInt8(ascii: " "))
    }
    return Array(text.prefix(count))
}

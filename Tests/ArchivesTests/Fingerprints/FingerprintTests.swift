import Archives
import Testing

struct FingerprintTests {
    @Test func isTheKnownHash() {
        // XXH3 128 bits of nothing, as `xxhsum -H2` prints it.
        let empty: [UInt8] = []
        #expect(Fingerprint(of: empty.span).description == "99aa06d3014798d86001c324468d497f/0")
    }

    @Test func tellsContentsApart() {
        let bytes = Sample.text(1000)
        let fingerprint = Fingerprint(of: bytes.span)
        #expect(fingerprint.length == 1000)
        #expect(fingerprint == Fingerprint(high: fingerprint.high, low: fingerprint.low, length: 1000))
        #expect(fingerprint != Fingerprint(of: bytes.span.extracting(first: 999)))
    }
}

import MTALog
import Testing

/// The parts of a delivery status.
@Suite struct DiagnosticTests {
    private struct Parts: Equatable {
        var host: String?
        var transport: String?
        var banner: String?
        var words = ""
        var isReply = false
    }

    private func parts(_ text: String) -> Parts {
        let bytes = Array(text.utf8)
        let diagnostic = Diagnostic(bytes.span)
        func part(_ range: Range<Int>?) -> String? { range.map { String(decoding: bytes[$0], as: UTF8.self) } }
        return Parts(
            host: part(diagnostic.remoteHost), transport: part(diagnostic.transport), banner: part(diagnostic.banner),
            words: part(diagnostic.words) ?? "", isReply: diagnostic.isReply)
    }

    private func endpoint(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard let end = Diagnostic(bytes.span).remoteEndpoint(bytes.span) else { return nil }
        return String(decoding: bytes[end.address], as: UTF8.self) + " "
            + String(decoding: bytes[end.port], as: UTF8.self)
    }

    @Test func `the manual's delivery has all parts`() {
        let told = parts(
            "dns;thor.siroe.com (TCP|206.184.139.12|2788|192.160.253.66|25) "
                + "(THOR.SIROE.COM -- Server ESMTP [iMS V5.0 #8694]) smtp;250 2.1.5 marlowe@siroe.com and options OK.")
        #expect(
            told
                == Parts(
                    host: "thor.siroe.com", transport: "TCP|206.184.139.12|2788|192.160.253.66|25",
                    banner: "THOR.SIROE.COM -- Server ESMTP [iMS V5.0 #8694]",
                    words: "250 2.1.5 marlowe@siroe.com and options OK.", isReply: true))
    }

    @Test func `each part may be missing`() {
        #expect(parts("smtp; 250 Ok") == Parts(words: "250 Ok", isReply: true))
        #expect(parts("dns;a.b smtp;250 Ok") == Parts(host: "a.b", words: "250 Ok", isReply: true))
        #expect(parts("a.b dns;a.b smtp;250 Ok") == Parts(host: "a.b", words: "250 Ok", isReply: true))
        #expect(parts("dns;a.b (hi (there)) x") == Parts(host: "a.b", words: "(hi (there)) x"))
        #expect(
            parts("dns;a.b (hi (there)) smtp;2") == Parts(host: "a.b", banner: "hi (there)", words: "2", isReply: true))
        #expect(parts("dns;a.b (hi :-( ) smtp;2") == Parts(host: "a.b", banner: "hi :-( ", words: "2", isReply: true))
        #expect(parts("dns;a.b") == Parts(host: "a.b"))
        #expect(parts("(no banner without a host) smtp;250") == Parts(words: "(no banner without a host) smtp;250"))
        #expect(parts("550 5.7.1 no") == Parts(words: "550 5.7.1 no", isReply: true))
        #expect(parts("words dns then;") == Parts(words: "words dns then;"))
        #expect(parts("") == Parts())
    }

    @Test func `the remote end is told by the transport or by the failed call`() {
        #expect(endpoint("dns;a (TCP|10.0.0.1|2788|192.0.2.1|25) smtp;250") == "192.0.2.1 25")
        #expect(endpoint("dns;a (TCP|::1|2788|2001:db8::1|25) smtp;250") == "2001:db8::1 25")
        #expect(endpoint("TCP active open: Failed connect() 192.1.1.1:25  Error: no route to host") == "192.1.1.1 25")
        #expect(endpoint("TCP active open: Failed connect()    Error: no route to host") == nil)
        #expect(endpoint("dns;a (TCP|10.0.0.1|2788) smtp;250") == nil)
        #expect(endpoint("smtp;451 connect() 192.1.1.1:25 failed") == nil)
    }
}

import MTALog
import SyntheticLogs
import Testing

struct QueueFileNameTests {
    @Test(arguments: [
        ("ZZ01IS3D2ZP7FQ9UN54R.00", "01IS3D2ZP7FQ9UN54R"),
        ("imta/queue/tcp_local/ZZ01IS3D2ZP7FQ9UN54R.00", "01IS3D2ZP7FQ9UN54R"),
        ("/imta/queue/tcp_local/ZY01ISKLSKLZLI90N15M.00", "01ISKLSKLZLI90N15M"),
        ("/opt/SUNWmsgsr/data/queue/tcp_local/001/ZZf0r4i0Wdy51.00", "f0r4i0Wdy51"),
        ("/opt/sun/comms/messaging64/data/queue/tcp_local/008/ZZf0s690kN_y0.01", "f0s690kN_y0"),
        ("/var/opt/SUNWmail/imta/queue/l/ZZi0D4d9f5mwC.00", "i0D4d9f5mwC"),
        ("/pmdf/queue/tcp_local/ZZ01HNP17LSUWY9D4DNR.00", "01HNP17LSUWY9D4DNR"),
        ("C:\\pmdf\\queue\\tcp_local\\ZZ01HNP17LSUWY9D4DNR.00", "01HNP17LSUWY9D4DNR"),
        ("PMDF_QUEUE:[L]ZZ01HNP17LSUWY9D4DNR.00", "01HNP17LSUWY9D4DNR"),
        ("PMDF_QUEUE:[L]ZZ01HNP17LSUWY9D4DNR.00;1", "01HNP17LSUWY9D4DNR"),
        ("PMDF_QUEUE:ZZ01HNP17LSUWY9D4DNR.00;123", "01HNP17LSUWY9D4DNR"),
        ("/pmdf/queue/l/ZZ01HNP17LSUWY9D4DNR.HELD", "01HNP17LSUWY9D4DNR"),
        ("ZZf0s690kN_y0.HELD", "f0s690kN_y0"), ("ZZf0s690kN_y0.A7", "f0s690kN_y0"),
        // The manual's example 21-2 has lost a Z: what is left has the shape of a name.
        ("/imta/queue/tcp_local/Z01ISKLSKLZLI90N15M.00", "1ISKLSKLZLI90N15M"),
    ])
    func basesOfNamesAsTheyAreMet(path: String, base: String) throws {
        #expect(try takenApart(path).base == base)
    }

    @Test func theNameLeavesOutDirectoryAndVersion() throws {
        #expect(try takenApart("C:\\pmdf\\queue\\l\\ZY01HNP17LSUWY9D4DNR.00").name == "ZY01HNP17LSUWY9D4DNR.00")
        #expect(try takenApart("PMDF_QUEUE:[L]ZX01HNP17LSUWY9D4DNR.00;12").name == "ZX01HNP17LSUWY9D4DNR.00")
        #expect(try takenApart("ZZf0s690kN_y0.HELD").name == "ZZf0s690kN_y0.HELD")
    }

    @Test(arguments: [("ZZ", 0), ("ZY", 1), ("ZX", 2), ("ZA", 25), ("Z9", 26), ("Z0", 35), ("YZ", 36), ("00", 1295)])
    func countsAttempts(prefix: String, attempts: Int) throws {
        #expect(try takenApart("/queue/l/\(prefix)f0s690kN_y0.00").attempts == attempts)
    }

    @Test func allAttemptsShareTheBase() throws {
        for attempts in 0...1295 {
            let prefix = AttemptPrefix.text(attempts: attempts).description
            let parts = try takenApart("/queue/tcp_local/002/\(prefix)01IS3D2ZP7FQ9UN54R.00")
            #expect(parts.attempts == attempts)
            #expect(parts.base == "01IS3D2ZP7FQ9UN54R")
        }
    }

    @Test(arguments: [
        "", ".", ".00", "/", "ZZ", "ZZ.00", "ZZ12345.00", "01IS3D2ZP7FQ9UN54R", "ZZ01IS3D2ZP7FQ9UN54R",
        "ZZ01IS3D2ZP7FQ9UN54R.", "ZZ01IS3D2ZP7FQ9UN54R.00;", "ZZ01IS3D2ZP7FQ9UN54R.123456789", "zz01IS3D2ZP7FQ.00",
        "Z_01IS3D2ZP7FQ.00", "$Z01IS3D2ZP7FQ.00", "/queue/$ZZ01IS3D2ZP7FQ.00", "adam@sesta.com", "rfc822;a@sesta.com",
        "x-ZZ01IS3D2ZP7FQ.00", "<ZZ01IS3D2ZP7FQ9UN54R.00>", "ZZ01IS3D2-P7FQ9UN54R.00", ";1", "0;1",
    ])
    func otherTextIsNone(text: String) {
        #expect(queueFile(Array(text.utf8)) == nil)
    }

    @Test func onlyTheRangeIsLookedAt() throws {
        let text = Array("aZZf0s690kN_y0.00;1".utf8)
        let file = try #require(queueFile(text, 1..<17))
        #expect(file.name == 1..<17)
        #expect(file.base == 3..<14)
        #expect(queueFile(text, 0..<17) == nil)
        #expect(queueFile(text, 1..<15) == nil)
    }

    private func queueFile(_ text: [UInt8], _ range: Range<Int>? = nil) -> QueueFileName? {
        QueueFileName(text.span, in: range ?? text.indices)
    }

    private func takenApart(_ path: String) throws -> (name: String, base: String, attempts: Int) {
        let text = Array(path.utf8)
        let file = try #require(queueFile(text), "\(path)")
        let part = { (range: Range<Int>) in String(decoding: text[range], as: UTF8.self) }
        return (part(file.name), part(file.base), file.attempts)
    }
}

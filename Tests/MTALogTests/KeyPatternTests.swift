import Testing

@testable import MTALog

struct KeyPatternTests {
    @Test(arguments: [
        ("<a@b>", ["id a@b"]), ("a@b", ["id a@b"]), ("  <a@b>\r\n", ["id a@b"]), ("<no-domain>", ["id no-domain"]),
        ("<mass mailer @ x>", ["id mass mailer @ x"]), ("<<a>", ["id <a"]), ("a>", ["id a>", "file a>"]),
        ("01IS3D2ZP7FQ9UN54R", ["id 01IS3D2ZP7FQ9UN54R", "file 01IS3D2ZP7FQ9UN54R"]),
        ("ZYf0s690kN_y0.00", ["id ZYf0s690kN_y0.00", "file f0s690kN_y0"]),
        ("/queue/l/ZZf0s690kN_y0.HELD", ["id /queue/l/ZZf0s690kN_y0.HELD", "file f0s690kN_y0"]),
        ("PMDF_QUEUE:[L]ZZf0s690kN_y0.00;1", ["id PMDF_QUEUE:[L]ZZf0s690kN_y0.00;1", "file f0s690kN_y0"]),
        ("<ZZf0s690kN_y0.00>", ["id ZZf0s690kN_y0.00"]), ("x", ["id x", "file x"]), ("<>", ["id <>", "file <>"]),
    ])
    func theShapeTellsTheKind(typed: String, candidates: [String]) throws {
        #expect(try described(KeyPattern(Array(typed.utf8))) == candidates)
    }

    @Test func theKindCanBeForced() throws {
        let file = Array("ZZf0s690kN_y0.00".utf8)
        #expect(try described(KeyPattern(file, kind: .messageID)) == ["id ZZf0s690kN_y0.00"])
        #expect(try described(KeyPattern(file, kind: .queueFile)) == ["file f0s690kN_y0"])
        let odd = Array("/q@x/ZZf0s690kN_y0.00".utf8)
        #expect(try described(KeyPattern(odd)) == ["id /q@x/ZZf0s690kN_y0.00", "file f0s690kN_y0"])
        #expect(try described(KeyPattern(Array("f0s690kN_y0".utf8), kind: .queueFile)) == ["file f0s690kN_y0"])
        #expect(try described(KeyPattern(odd, kind: .queueFile)) == ["file f0s690kN_y0"])
    }

    @Test func whatIsNoKeyIsRefused() {
        for typed in ["", " ", "\t\r\n"] {
            #expect(throws: KeyPattern.Unusable.empty) { try KeyPattern(Array(typed.utf8)) }
        }
        for typed in ["a@b", "f0.s690kN", "<ZZf0s690kN_y0.00>"] {
            let bytes = Array(typed.utf8)
            #expect(throws: KeyPattern.Unusable.notAQueueFile) { try KeyPattern(bytes, kind: .queueFile) }
            #expect(throws: KeyPattern.Unusable.notAQueueFile) { try KeyPattern(bytes, exact: true) }
        }
        // A base name alone does not say which attempt is meant.
        #expect(throws: KeyPattern.Unusable.notAQueueFile) { try KeyPattern(Array("f0s690kN_y0".utf8), exact: true) }
    }

    @Test func matchesTheKeyOfARecordByKindAndBytes() throws {
        let matched = { (pattern: KeyPattern) in
            ["/q/ZYf0s690kN_y0.00", "<f0s690kN_y0>"].map { Self.matches(pattern, keysOf: $0) }
        }
        #expect(matched(try KeyPattern(Array("ZZf0s690kN_y0.00".utf8))) == [true, false])
        #expect(matched(try KeyPattern(Array("f0s690kN_y0".utf8))) == [true, true])
        #expect(matched(try KeyPattern(Array("<f0s690kN_y0>".utf8))) == [false, true])
        #expect(matched(try KeyPattern(Array("f0s690kN_y".utf8))) == [false, false])
        #expect(matched(try KeyPattern(Array("F0S690KN_Y0".utf8))) == [false, false])
    }

    @Test func exactWantsThatAttemptAndExtension() throws {
        for (typed, isMatch) in [
            ("ZYf0s690kN_y0.00", true), ("/other/ZYf0s690kN_y0.00;3", true), ("ZZf0s690kN_y0.00", false),
            ("ZYf0s690kN_y0.01", false), ("ZYf0s690kN_y0.001", false), ("ZYf0s690kN_y0.HELD", false),
        ] {
            let pattern = try KeyPattern(Array(typed.utf8), exact: true)
            #expect(Self.matches(pattern, keysOf: "/q/ZYf0s690kN_y0.00") == isMatch, "\(typed)")
        }
    }

    private static func matches(_ pattern: KeyPattern, keysOf line: String) -> Bool {
        let text = Array(line.utf8)
        var extractor = KeyExtractor()
        extractor.extract(text.indices, in: text.span)
        return pattern.matches(extractor, in: text.span)
    }

    private func described(_ pattern: KeyPattern) -> [String] {
        pattern.candidates.map {
            "\($0.kind == .messageID ? "id" : "file") \(String(decoding: $0.bytes, as: UTF8.self))"
        }
    }
}

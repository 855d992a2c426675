import Foundation
import MTALog
import Printing
import TestSupport
import Testing
import Tracing

/// Log text comes from strangers: no view lets it command a terminal, a browser or a reader.
@Suite struct HostileViewTests {
    private static let seeds: ClosedRange<UInt64> = 1...25

    @Test func `text never commands a terminal, whatever the log says`() throws {
        for seed in Self.seeds {
            let story = HostileStory.make(seed: seed).story
            for options in [
                ViewOptions(), ViewOptions(columns: 40, explains: true, showsRecords: true),
                ViewOptions(columns: 132, colors: true, explains: true, showsRecords: true),
            ] {
                var bytes: [UInt8] = []
                StoryText.append(story, options, to: &bytes)
                var text = try #require(String(validating: bytes, as: UTF8.self), "seed \(seed)")
                if options.colors { text = text.replacing(/\u{1B}\[(0|1|2|31|32|33|36)m/, with: "") }
                let harmful = text.unicodeScalars.first { isHarmful($0, keeping: options.showsRecords ? "\n\t" : "\n") }
                #expect(harmful == nil, "seed \(seed)")
            }
        }
    }

    private func isHarmful(_ scalar: Unicode.Scalar, keeping kept: String) -> Bool {
        guard !kept.unicodeScalars.contains(scalar) else { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse: return true
        default: return false
        }
    }

    @Test func `records are exact where they may be`() {
        let stories = (1...20 as ClosedRange<UInt64>).map { HostileStory.make(seed: $0).story }
        for story in stories where !story.records.isEmpty && !story.hops.isEmpty {
            var story = story
            story.hops = [story.hops[0]]
            story.hops[0].enqueueRecords = [0]
            var bytes: [UInt8] = []
            StoryText.append(story, ViewOptions(escapesRecords: false, showsRecords: true), to: &bytes)
            #expect(bytes.contains(story.records[0].bytes.withoutLineEnd + [0x0a]))
        }
    }

    @Test func `a page has our own elements and attributes only, whatever the log says`() throws {
        let elements: Set<String> = [
            "html", "head", "meta", "title", "style", "body", "main", "article", "section", "p", "h1", "h2", "h3", "dl",
            "dt",
            "dd", "figure", "figcaption", "svg", "desc", "g", "path", "rect", "circle", "line", "text", "ul", "li",
            "table",
            "thead", "tbody", "tr", "th", "td", "div", "span", "code", "bdi", "br",
        ]
        for seed in Self.seeds {
            let story = HostileStory.make(seed: seed).story
            let page = StoryPage.html([story], related: [story], ViewOptions(showsRecords: seed % 2 == 0))
            let check = try MarkupCheck(page)
            #expect(Set(check.elements).subtracting(elements) == [], "seed \(seed)")
            for attribute in check.attributes {
                #expect(!attribute.name.hasPrefix("on") && attribute.name != "href" && attribute.name != "src")
                #expect(!attribute.value.contains("alert"), "seed \(seed)")
            }
            #expect(!check.text.unicodeScalars.contains { isHarmful($0, keeping: "\n") }, "seed \(seed)")
        }
    }

    @Test func `what the log says can be read on the page, escaped`() throws {
        var story = ManualStory.story
        story.sender = ManualStory.bytes("<script>alert('a' & \"b\")</script>\u{1b}[2J\u{202e}")
        let text = try MarkupCheck(StoryPage.html([story])).text
        #expect(text.contains(#"<script>alert('a' & "b")</script>\x1b[2J\u{202e}"#))
    }

    @Test func `JSON gives every byte back, whatever the log says`() throws {
        for seed in Self.seeds {
            let (story, texts) = HostileStory.make(seed: seed)
            var json = JSONWriter()
            StoryJSON.append(story, key: texts.first, ViewOptions(explains: true), to: &json)
            let object = try #require(try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
            var told: Set<[UInt8]> = []
            collect(object, &told)
            // The reader here drops byte order marks, whoever wrote them.
            let readable = texts.filter { !$0.isEmpty && !$0.contains([0xef, 0xbb, 0xbf]) }
            #expect(readable.filter { !told.contains($0) } == [], "seed \(seed)")
        }
    }

    /// Every text of a JSON value; where exact bytes are given, those.
    private func collect(_ value: Any, _ told: inout Set<[UInt8]>) {
        if let object = value as? [String: Any] {
            for (name, value) in object {
                if name == "bytes" || name == "raw_base64" { decode(value, &told) } else { collect(value, &told) }
            }
        } else if let list = value as? [Any] {
            for value in list { collect(value, &told) }
        } else if let text = value as? String {
            told.insert(Array(text.utf8))
        }
    }

    private func decode(_ value: Any, _ told: inout Set<[UInt8]>) {
        if let object = value as? [String: Any] {
            for value in object.values { decode(value, &told) }
        } else if let list = value as? [Any] {
            for value in list { decode(value, &told) }
        } else if let base64 = value as? String, let data = Data(base64Encoded: base64) {
            told.insert(Array(data))
        }
    }

    @Test func `a diagnostic of 100 kB is cut for people and whole for programs`() throws {
        var story = ManualStory.story
        let long = ManualStory.bytes("smtp;550 5.1.1 ") + Array(repeating: UInt8(ascii: "<"), count: 100_000)
        story.hops[0].attempts[0].diagnostic = long
        story.sender = long
        var text: [UInt8] = []
        StoryText.append(story, to: &text)
        #expect(text.count < 5000)
        #expect(String(decoding: text, as: UTF8.self).replacing(/\s+/, with: " ").contains("... (100,015 bytes)"))
        #expect(try MarkupCheck(StoryPage.html([story])).text.utf8.count < 10_000)
        var json = JSONWriter()
        StoryJSON.append(story, key: nil, to: &json)
        #expect(json.bytes.contains(long))
    }
}

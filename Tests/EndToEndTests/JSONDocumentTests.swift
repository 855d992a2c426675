import Foundation
import Testing

/// docs/json.md tells each member that the program can write, and no other: held against the names in the sources, and
/// against what the program writes of the fixtures.
@Suite struct JSONDocumentTests {
    /// A section of the document, and the sources that write what it is about.
    private struct Part {
        let heading: String
        let sources: [String]
        /// Types whose cases are names or values, and where they are.
        var enumerations: [(file: String, type: String)] = []
    }

    private static let parts = [
        Part(heading: "Records", sources: ["Printing/Records/RecordJSON"]),
        Part(
            heading: "Stories", sources: ["Printing/JSON/"],
            enumerations: [("Tracing/Story/StoryRecipient.swift", "Outcome")]),
        Part(heading: "Coverage", sources: ["mtatrail/Output/StatusJSON", "mtatrail/Output/KeyFamilyWords"]),
        Part(heading: "Comparison", sources: ["mtatrail/Output/VerifyOutput"]),
    ]
    /// What all of them write with.
    private static let shared = "Printing/Bytes/"

    private func document(_ part: Part) throws -> Markdown {
        let document = Markdown(text: try Repository.text("docs/json.md"))
        return try #require(document.section(part.heading), "\(part.heading)")
    }

    /// The names in the first cells of a section's tables.
    private func namesTold(_ part: Part) throws -> Set<String> {
        Set(try document(part).rows.compactMap(\.first).flatMap { Markdown.code(in: $0) })
    }

    /// The names of members that a source gives to a JSON writer.
    private func names(in text: String) -> Set<String> {
        let patterns = [
            #/\b(?:add|addNull|addTrue|addBase64|beginObject|beginArray)\(\s*"([a-z_0-9]+)"/#,
            #/\bJSONName = "([a-z_0-9]+)"/#,
            #/\bFieldMember\(\.\w+, "([a-z_0-9]+)"/#,
            #/\bappend\([\w.]+, "([a-z_0-9]+)", to: &json\)/#,
            #/\bfamily: \.\w+, plural: "[^"]*", member: "([a-z_0-9]+)"/#,
        ]
        return patterns.reduce(into: []) { names, pattern in
            // A point between letters is within a word, as texts in natural language have them.
            for match in text.matches(of: pattern.wordBoundaryKind(.simple)) { names.insert(String(match.1)) }
        }
    }

    /// The cases of an enumeration, as they are written in the sources.
    private func cases(of type: String, in text: String) -> [String] {
        guard let start = text.range(of: "enum \(type)") else { return [] }
        let body = text[start.upperBound...].prefix { $0 != "}" }
        return body.matches(of: #/\n *case (\w+)/#).map { String($0.1) }
    }

    private func namesWritten(_ part: Part) throws -> Set<String> {
        var names: Set<String> = ["bytes"]
        for source in try Repository.sources() where part.sources.contains(where: { source.name.hasPrefix($0) }) {
            names.formUnion(self.names(in: source.text))
            if source.text.contains("json.addRaw(") { names.formUnion(["raw", "raw_base64"]) }
        }
        for (file, type) in part.enumerations {
            let found = cases(of: type, in: try Repository.text("Sources/\(file)"))
            #expect(!found.isEmpty, "\(type)")
            names.formUnion(found)
        }
        return names
    }

    @Test func theDocumentHasTheNamesOfTheSources() throws {
        for part in JSONDocumentTests.parts {
            let told = try namesTold(part)
            let written = try namesWritten(part)
            #expect(written.count > 5, "\(part.heading)")
            #expect(written.subtracting(told) == [], "of the sources, and not in the document: \(part.heading)")
            #expect(told.subtracting(written) == [], "of the document, and not in the sources: \(part.heading)")
        }
    }

    @Test func nobodyElseWritesMembers() throws {
        let known = JSONDocumentTests.parts.flatMap(\.sources) + [JSONDocumentTests.shared]
        for source in try Repository.sources() where source.text.contains(#/JSONWriter|JSONName/#) {
            guard !known.contains(where: { source.name.hasPrefix($0) }) else { continue }
            #expect(names(in: source.text) == [], "\(source.name)")
        }
    }

    @Test func namesAreSeen() {
        let text = """
            json.add("a", 1); exact.add("b", list: [])
            json.beginArray(
                "c")
            static let d: JSONName = "d"
            FieldMember(.messageID, "e", .messageIDs)
            append(story.links, "f", to: &json)
            json.add(name, "inbound")
            """
        #expect(names(in: text) == ["a", "b", "c", "d", "e", "f"])
        #expect(cases(of: "Kind", in: "enum Kind: String {\n    /// One.\n    case a\n    case b\n}\n") == ["a", "b"])
    }

    @Test func theDocumentHasTheValues() throws {
        let files = try Repository.sources()
        for part in JSONDocumentTests.parts {
            let words = try document(part).words
            var values: Set<String> = []
            for source in files where part.sources.contains(where: { source.name.hasPrefix($0) }) {
                values.formUnion(source.text.matches(of: #/case \.\w+: "([a-z_-]+)"/#).map { String($0.1) })
                values.formUnion(
                    source.text.matches(of: #/json\.add\("(?:kind|severity)", "([a-z_-]+)"\)/#).map { String($0.1) })
            }
            if part.heading == "Stories" {
                let reasons = try Repository.text("Sources/MTALog/Diagnostics/ReasonCategory.swift")
                values.formUnion(reasons.matches(of: #/case \w+ = "([a-z.-]+)"/#).map { String($0.1) })
            }
            if part.heading != "Coverage" { #expect(values.count > 3, "\(part.heading)") }
            for value in values {
                #expect(value.split(separator: ".").allSatisfy { words.contains(String($0)) }, "\(value)")
            }
        }
    }

    // MARK: What the program writes

    /// The names of all members of the objects in some lines. Those in `other` are the log's, those in `bytes` are told.
    private func names(inLines text: String) throws -> Set<String> {
        var names: Set<String> = []
        func visit(_ value: Any) {
            if let object = value as? [String: Any] {
                for (name, member) in object {
                    names.insert(name)
                    if name != "other", name != "bytes" { visit(member) }
                }
            } else if let list = value as? [Any] {
                for element in list { visit(element) }
            }
        }
        for line in text.split(separator: "\n") { visit(try JSONSerialization.jsonObject(with: Data(line.utf8))) }
        return names
    }

    private func expect(_ outcome: Outcome, isTold heading: String) throws {
        let part = try #require(JSONDocumentTests.parts.first { $0.heading == heading })
        let written = try names(inLines: outcome.text)
        #expect(written.count > 3, "\(heading): \(outcome.errors)")
        let told = try namesTold(part)
        #expect(written.subtracting(told) == [], "\(heading)")
    }

    /// Keys of all kinds of messages: one a line.
    private func keys(ofRecords text: String) throws -> [String] {
        var keys: Set<String> = []
        for line in text.split(separator: "\n") {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            keys.formUnion(object?["message_ids"] as? [String] ?? [])
            if let file = object?["queue_file_base"] as? String { keys.insert(file) }
        }
        return keys.sorted()
    }

    @Test func whatTheProgramWritesIsTold() throws {
        let fixtures = ["logs", "folded", "hostile"].map { Repository.root.appending(path: "fixtures/\($0)").path }
        let records = try Program.mtatrail.run(["records", "--raw"] + fixtures)
        try expect(records, isTold: "Records")
        let found = try keys(ofRecords: records.text)
        #expect(found.count > 50)
        let input = Array(found.prefix(150).map { "\($0)\n" }.joined().utf8)
        try Host.with { host in
            try host.write(ManualExample.log, "gone.log")
            let indexed = try Program.mtatrail.run(
                ["index", "-q", "--index", host.index, host.path("gone.log")] + fixtures)
            #expect(indexed.status != 2, "\(indexed.errors)")
            try FileManager.default.removeItem(atPath: host.path("gone.log"))
            try expect(host.lookup("--json", "-", stdin: input), isTold: "Records")
            try expect(host.trace("--json", "--explain", "--related", "-", stdin: input), isTold: "Stories")
            try expect(Program.mtatrail.run(["status", "--json", "--index", host.index]), isTold: "Coverage")
            try expect(
                Program.mtatrail.run(["verify", "--full", "--json", "--index", host.index]), isTold: "Comparison")
        }
    }
}

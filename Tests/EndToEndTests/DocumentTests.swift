import Foundation
import Testing

/// What the documents name is there.
@Suite struct DocumentTests {
    private static let documents = [
        "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/json.md", "docs/decisions.md",
        "docs/operations.md", "docs/commands.md", "fixtures/README.md", "Benchmarks/README.md",
    ]

    /// Files that a document names, in backticks; a path with a placeholder or a pattern is none.
    private func files(in text: String) -> [String] {
        Markdown.code(in: text).flatMap { $0.split(separator: " ").map(String.init) }.filter {
            $0.contains("/") && $0.hasSuffix(".swift") && $0.wholeMatch(of: #/[\w+\-\/.]+/#) != nil
        }
    }

    @Test(arguments: DocumentTests.documents) func filesAreThere(_ name: String) throws {
        for file in files(in: try Repository.text(name)) {
            #expect(Repository.holds("Sources/\(file)") || Repository.holds(file), "\(file)")
        }
    }

    @Test(arguments: DocumentTests.documents) func linksLeadSomewhere(_ name: String) throws {
        let folder = name.split(separator: "/").dropLast().map { "\($0)/" }.joined()
        for link in Markdown(text: try Repository.text(name)).links {
            #expect(Repository.holds(folder + link), "\(link)")
        }
    }

    /// The first screen is for those who do not know the program; what they do not need there is in docs.
    @Test func theREADMEIsShort() throws {
        let lines = try Repository.text("README.md").split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 141)
        let firstScreen = lines.prefix(24).joined(separator: "\n")
        #expect(firstScreen.contains("LOG_MESSAGE_ID=1") && firstScreen.contains("LOG_FILENAME=1"))
    }

    /// Where ARCHITECTURE.md follows a path and a key, each row names a file and what runs in it.
    @Test func theWalkIsWalkable() throws {
        let document = Markdown(text: try Repository.text("ARCHITECTURE.md"))
        let walk = try #require(document.section("A path and a key"))
        let steps = walk.rows.filter { $0.first?.contains(".swift") == true }
        #expect(steps.count > 20)
        for step in steps {
            let file = try #require(files(in: step[0]).first, "\(step)")
            let text = try Repository.text("Sources/\(file)")
            let functions = Markdown.code(in: step[1])
            #expect(!functions.isEmpty, "\(file)")
            for function in functions {
                let name = String(function.prefix { $0 != "(" })
                let declarations =
                    name == "init" ? ["init(", "init?("] : ["func \(name)(", "func \(name)<", "var \(name)"]
                #expect(declarations.contains { text.contains($0) }, "\(file): \(function)")
            }
        }
    }

    @Test func filesAreSeen() {
        let text = "`A/B.swift`, `C.swift`, `git log D/E.swift`, F/G.swift, `H/*.swift`"
        #expect(files(in: text) == ["A/B.swift", "D/E.swift"])
        let links = "[a](b.md), [c](d.md#e), [f](#g), [h](https://i.example/j)"
        #expect(Markdown(text: links).links == ["b.md", "d.md"])
        let table = "| a | b |\n| --- | --- |\n| `c\\|d` | |\n"
        #expect(Markdown(text: table).rows == [["a", "b"], ["`c|d`", ""]])
    }
}

import Foundation
import Testing

/// The rules of the design that a look at the sources can hold.
@Suite struct ArchitectureTests {
    private typealias Source = Repository.Source

    /// Which of the package's own modules each module may import: arrows point down only.
    private static let arrows: [String: Set<String>] = [
        "Threads": ["CThreadOrder"],
        "ByteScanning": ["CByteMask", "CXXHash"],
        "LMDB": ["CFileSystem", "CLMDB", "CMapFault", "Threads"],
        "MTALog": ["ByteScanning"],
        "Archives": [
            "ByteScanning", "CDeflateBlock", "CFaultGuard", "CFileSystem", "CLeafHash", "CZstd", "CZlib", "CLZMA",
            "CBzip2", "CDeflate", "CXXHash", "Threads",
        ],
        "IndexModel": ["ByteScanning", "Archives"],
        "LMDBIndex": ["ByteScanning", "Archives", "IndexModel", "LMDB", "Threads"],
        "Indexing": ["ByteScanning", "MTALog", "Archives", "IndexModel", "Threads"],
        "Tracing": ["ByteScanning", "MTALog", "Archives", "IndexModel"],
        "Printing": ["ByteScanning", "MTALog", "Archives", "IndexModel", "Tracing"],
        "SyntheticLogs": [],
        "mtatrail": [
            "Indexing", "Tracing", "Printing", "MTALog", "Archives", "IndexModel", "LMDBIndex", "Threads",
        ],
        "synthlog": ["SyntheticLogs"],
    ]
    /// What comes from elsewhere, and who may use it; nil is everybody.
    private static let others: [String: Set<String>?] = [
        "Glibc": nil, "Dispatch": nil, "SystemPackage": nil,
        // A lock elsewhere would be none to the thread sanitizer.
        "Synchronization": ["Threads"],
        "ArgumentParser": ["mtatrail", "synthlog"],
    ]
    /// No Swift in them.
    private static let systemModules: Set<String> = [
        "CLMDB", "CZstd", "CZlib", "CLZMA", "CBzip2", "CDeflate", "CXXHash", "CByteMask", "CDeflateBlock",
        "CFaultGuard", "CFileSystem", "CLeafHash", "CMapFault", "CThreadOrder",
    ]
    private static let unsafeModules: Set<String> = ["ByteScanning", "LMDB", "Archives"]

    @Test func arrowsPointDown() throws {
        let sources = try Repository.sources()
        #expect(Set(sources.map(\.module)) == Set(ArchitectureTests.arrows.keys))
        for source in sources {
            for imported in source.imports {
                let allowed = ArchitectureTests.arrows[source.module]?.contains(imported) ?? false
                let isOther = ArchitectureTests.others[imported].map { $0?.contains(source.module) ?? true } ?? false
                #expect(allowed || isOther, "\(source.name) imports \(imported)")
            }
        }
    }

    @Test func importsAreSeen() {
        let text = "import A\npublic import B\nimport struct C.D\n// import E\nlet x = \"import F\"\n"
        #expect(Source(name: "", text: text).imports == ["A", "B", "C"])
    }

    /// Options, commands and variables of the environment, as a sentence names them.
    private static func namesAnOption(_ line: Substring) -> Bool {
        let commands = /\bmtatrail (index|lookup|trace|search|records|pack|status|verify|prune)\b/
        return line.contains(/["' (]--[a-z-]+(?![a-z:-])/) && !line.contains("var(--") || line.contains(commands)
            || line.contains("MTATRAIL_")
    }

    @Test func onlyTheProgramsNameTheirOptions() throws {
        for source in try Repository.sources() where !["mtatrail", "synthlog"].contains(source.module) {
            for line in source.told { #expect(!ArchitectureTests.namesAnOption(line), "\(source.name): \(line)") }
        }
    }

    @Test func namesOfOptionsAreSeen() {
        let bad = [
            "name it with --output\"", "(\"--keep\")", "make one with 'mtatrail index PATH'", "set MTATRAIL_INDEX",
        ]
        for line in bad { #expect(ArchitectureTests.namesAnOption(line[...]), "\(line)") }
        for line in ["color:var(--dim)", "  --good:#1a7f37", "mtatrail does not decode", "a - b -- c"] {
            #expect(!ArchitectureTests.namesAnOption(line[...]), "\(line)")
        }
    }

    /// The grammar has values for what it finds. What is said of them, and how it is written, is Printing's.
    @Test func theGrammarSaysNothing() throws {
        let writing: Set<String> = ["JSONWriter", "JSONEscapes", "Base64", "EscapedText", "Amounts", "ViewText"]
        for source in try Repository.sources() where source.module == "MTALog" {
            for line in source.told {
                #expect(!line.contains(/[a-z]\."|"""/), "\(source.name): \(line)")
                #expect(!writing.contains { line.contains($0) }, "\(source.name): \(line)")
            }
        }
    }

    @Test func unsafeCodeStaysInItsFence() throws {
        for source in try Repository.sources() where !ArchitectureTests.unsafeModules.contains(source.module) {
            for line in source.code {
                #expect(!line.contains(/\bunsafe\b|@unchecked\b/), "\(source.name): \(line)")
            }
        }
    }

    @Test func unsafeCodeIsSeen() {
        let text = "let a = unsafe b\n// unsafe\nlet c = \"unsafe\"\n"
        #expect(Source(name: "", text: text).code.count { $0.contains(/\bunsafe\b/) } == 1)
    }

    /// Others ask what a codec can do: one that is added then changes nothing but Archives.
    @Test func onlyArchivesNamesACodec() throws {
        let sources = try Repository.sources()
        let cases = sources.filter {
            ["Archives/Decoding/Codec.swift", "Archives/Frames/FrameKind.swift"].contains($0.name)
        }
        .flatMap(\.code).compactMap { $0.firstMatch(of: #/^ *case (\w+) = /#).map { String($0.1) } }
        #expect(Set(cases).isSuperset(of: ["plain", "gzip", "zstdFrame"]))
        for source in sources where ArchitectureTests.arrows[source.module]?.contains("Archives") == true {
            for line in source.code {
                let members = line.matches(of: /\.(\w+)/).map { String($0.1) }
                #expect(Set(members).isDisjoint(with: cases), "\(source.name): \(line)")
            }
        }
    }

    @Test func noSourceFileIsLong() throws {
        for source in try Repository.sources() {
            #expect(source.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 401, "\(source.name)")
        }
    }

    @Test func modulesAreThoseOfTheDesign() throws {
        let sources = Repository.root.appending(component: "Sources")
        let folders = try FileManager.default.contentsOfDirectory(atPath: sources.path)
        #expect(Set(folders) == Set(ArchitectureTests.arrows.keys).union(ArchitectureTests.systemModules))
    }

    @Test func theTopLevelHoldsOnlyWhatARepositoryNeeds() throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "-C", Repository.root.path, "ls-tree", "--name-only", "HEAD"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        // A copy without its history has nothing to be looked at.
        guard process.terminationStatus == 0 else { return }
        let names = Set(String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init))
        let allowed: Set<String> = [
            "Package.swift", "Sources", "Tests", "Benchmarks", "fixtures", "README.md", "ARCHITECTURE.md",
            "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "Makefile", ".swift-format", ".ci", "docs", "Packaging",
            ".gitignore",
        ]
        #expect(names.subtracting(allowed) == [])
    }
}

extension Repository.Source {
    /// Its lines without comments and texts, as far as lines can be told apart.
    fileprivate var code: [Substring] {
        var isText = false
        return text.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line in
            let quotes = line.matches(of: /"""/).count
            defer { if quotes == 1 { isText.toggle() } }
            guard !isText, quotes == 0 else { return nil }
            return line.replacing(/"([^"\\]|\\.)*"/, with: "\"\"")
                .split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false).first
        }
    }

    /// Its lines with their texts, without those that are comments.
    fileprivate var told: [Substring] {
        text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
    }

    fileprivate var imports: [String] {
        code.compactMap { $0.wholeMatch(of: /(?:\w+ )?import (?:\w+ )?(\w+)[\w.]*\s*/).map { String($0.1) } }
    }
}

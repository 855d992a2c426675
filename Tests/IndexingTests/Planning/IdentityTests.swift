import Foundation
import IndexModel
import Indexing
import LMDBIndex
import SystemPackage
import TestSupport
import Testing

/// What can become of a file between two runs, and what it is taken for.
@Suite struct IdentityTests {
    /// One row: how the site changes, and what the next run must make of it.
    struct Change: CustomTestStringConvertible, Sendable {
        enum Outcome: Sendable {
            /// No archive is new and no posting either.
            case same
            /// No archive is new; so many records are.
            case grown(Int)
            /// An archive is new, of so many records.
            case new(Int)
        }

        let testDescription: String
        let packaging: Packaging
        let change: @Sendable (Site) throws -> Void
        let outcome: Outcome
        /// Bytes that may be read, as a share of those of the changed file; and beside it the looks at beginning and end.
        let share: Double
        var looks = 2

        init(
            _ name: String, _ packaging: Packaging, _ outcome: Outcome, share: Double, looks: Int = 2,
            _ change: @escaping @Sendable (Site) throws -> Void
        ) {
            testDescription = "\(name), \(packaging)"
            self.packaging = packaging
            self.outcome = outcome
            self.share = share
            self.looks = looks
            self.change = change
        }
    }

    private static let count = 6000
    private static let known = records(0..<count)
    private static let longer = records(0..<count + 300)

    /// The same length, another record in the middle.
    private static let edited: [UInt8] = {
        var text = known
        for place in text.count / 2..<text.count / 2 + 60 where text[place] == UInt8(ascii: "a") {
            text[place] = UInt8(ascii: "b")
        }
        return text
    }()

    private static func repack(_ packing: Packaging, _ text: [UInt8]) -> @Sendable (Site) throws -> Void {
        { site in
            try site.remove("log")
            try site.write(packing.pack(text), "log\(packing.fileExtension)")
        }
    }

    private static let packed: [Packaging] = [.gzip1, .gzip5, .bgzf, .zstd1, .zstd7]

    static let changes: [Change] = plainChanges + appendedPieces + repacked

    private static let plainChanges: [Change] = [
        Change("nothing", .plain, .same, share: 0, looks: 0) { _ in },
        Change("renamed", .plain, .same, share: 0, looks: 0) { try $0.rename("log", "log.1") },
        Change("renamed", .gzip1, .same, share: 0, looks: 0) { try $0.rename("log", "log.1") },
        Change("touched", .plain, .same, share: 1) { try $0.touch("log") },
        Change("touched", .gzip5, .same, share: 1) { try $0.touch("log") },
        Change("put back with its time", .plain, .same, share: 1) { try $0.putBack("log") },
        Change("put back with its time", .gzip1, .same, share: 1) { try $0.putBack("log") },
        Change("copied", .plain, .same, share: 1) { try $0.write(known, "copy") },
        Change("copied twice", .plain, .same, share: 2, looks: 3) {
            try $0.write(known, "copy")
            try $0.write(known, "copy2")
        },
        Change("copied and emptied", .plain, .same, share: 1) {
            try $0.write(known, "copy")
            try $0.truncate("log", to: 0)
        },
        Change("grown", .plain, .grown(300), share: 0.05, looks: 3) {
            try $0.append(records(count..<count + 300), to: "log")
        },
        Change("grown and renamed", .plain, .grown(300), share: 0.05, looks: 3) {
            try $0.append(records(count..<count + 300), to: "log")
            try $0.rename("log", "log.1")
        },
        Change("copied, the copy longer", .plain, .grown(300), share: 1.1) { try $0.write(longer, "copy") },
        Change("replaced", .plain, .new(300), share: 1) { try $0.write(records(9000..<9300), "log") },
        Change("the same beginning, something else in the middle", .plain, .new(count), share: 2) {
            try $0.remove("log")
            try $0.write(edited, "other")
        },
        Change("cut off", .plain, .new(3000), share: 1) { try $0.truncate("log", to: records(0..<3000).count) },
    ]

    private static let appendedPieces: [Change] = [Packaging.gzip5, .bgzf, .zstd7].map { packaging in
        Change("grown by a piece", packaging, .grown(300), share: 0.3, looks: 3) {
            try $0.append(packaging.pack(records(count..<count + 300)), to: "log")
        }
    }

    private static let repacked: [Change] = packed.flatMap { packing -> [Change] in
        [
            Change("compressed", .plain, .same, share: 1, repack(packing, known)),
            Change("compressed after it had grown", .plain, .grown(300), share: 1, repack(packing, longer)),
            Change("compressed, but other", .plain, .new(count), share: 2, repack(packing, edited)),
            Change("compressed, but shorter", .plain, .new(3000), share: 2, repack(packing, records(0..<3000))),
            Change("unpacked", packing, .same, share: 1, repack(.plain, known)),
            Change("packed otherwise", packing, .same, share: 1, repack(.zstdSkippable, known)),
            Change("packed otherwise, but other", packing, .new(count), share: 2, repack(.zstdSkippable, edited)),
        ]
    }

    @Test(arguments: changes) func eachChangeIsToldFromTheOthers(_ change: Change) throws {
        try Site.with { site in
            try site.write(change.packaging.pack(IdentityTests.known), "log")
            try site.run()
            let before = try site.catalog()
            try change.change(site)
            let report = try site.run()
            let after = try site.catalog()
            let limit = try limit(change, site)
            #expect(report.fileBytes <= limit)
            switch change.outcome {
            case .same:
                #expect(after.map(\.id) == before.map(\.id) && report.postings == 0)
                #expect(report.decodedBytes == 0 && report.records == 0)
            case .grown(let count):
                #expect(after.map(\.id) == before.map(\.id))
                // The last record known is read again.
                #expect(report.records == UInt64(count + 1))
            case .new(let count):
                #expect(after.count == before.count + 1 && report.records == UInt64(count))
            }
            try expectAnswers(site)
            let third = try site.run()
            #expect(third.fileBytes == 0 && third.postings == 0)
        }
    }

    /// What the change allows to be read: a share of the files that are there, and some looks of 64 KiB.
    private func limit(_ change: Change, _ site: Site) throws -> UInt64 {
        let names = try FileManager.default.contentsOfDirectory(atPath: site.logs.string)
        let largest = try names.map { try read(site.path($0)).count }.max() ?? 0
        return UInt64(Double(largest) * change.share) + UInt64(change.looks * 65_536)
    }

    /// Each record is found that stands in a file, once, and others are not.
    private func expectAnswers(_ site: Site) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: site.logs.string)
        let texts = try names.map { try unpacked(read(site.path($0))) }
        for number in [0, 1, 2900, 3100, 5999, 6000, 6299, 9000, 9299] {
            let isThere = texts.contains { $0.contains("<\(number)@sesta.com>\n") && $0.contains(text(number)) }
            #expect(try site.records("<\(number)@sesta.com>") == (isThere ? [record(number)] : []), "\(number)")
        }
    }

    private func text(_ number: Int) -> String { String(decoding: record(number), as: UTF8.self) }

    private func unpacked(_ bytes: [UInt8]) -> String {
        let limit = 4 << 20
        let plain =
            switch bytes.prefix(2) {
            case [0x1f, 0x8b]: gunzipMembers(bytes, limit: limit)
            case [0x28, 0xb5], [0x50, 0x2a]: unzstdPrefix(bytes, limit: limit)
            default: bytes
            }
        return String(decoding: plain, as: UTF8.self)
    }
}

import Foundation
import Indexing
import MTALog
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing
import Tracing

/// An archive that was damaged after it was indexed, its size and times kept: no key that the index has is just "not
/// found".
@Suite struct DamagedArchiveTests {
    enum Damage: CaseIterable {
        case flippedBit, zeroedPage, zeroedStart, zeroedEnd, otherText, swappedHalves

        func apply(to bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
            var bytes = bytes
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch self {
            case .flippedBit: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            case .zeroedPage: for index in place..<min(place + 4096, bytes.count) { bytes[index] = 0 }
            case .zeroedStart: for index in 0..<min(4096, bytes.count) { bytes[index] = 0 }
            case .zeroedEnd: for index in max(0, bytes.count - 4096)..<bytes.count { bytes[index] = 0 }
            case .otherText: bytes = Array(repeating: UInt8(ascii: "x"), count: bytes.count)
            case .swappedHalves: bytes = Array(bytes[(bytes.count / 2)...] + bytes[..<(bytes.count / 2)])
            }
            return bytes
        }
    }

    /// Overwrites a file in place, and puts its times back.
    private func overwrite(_ path: FilePath, _ bytes: [UInt8]) throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: path.string)
        let handle = try FileHandle(forWritingTo: URL(filePath: path.string))
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
        let date = try #require(attributes[.modificationDate] as? Date)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path.string)
    }

    @Test(
        arguments: [Packaging.plain, .gzip1, .bgzf, .gzip5, .zstd1, .zstd7, .xz1, .xzBlocks, .bzip3], Damage.allCases)
    func noKeyOfADamagedArchiveIsJustNotFound(_ packaging: Packaging, _ damage: Damage) throws {
        let log = RotatedLog(SyntheticLog.text(seed: 77, records: 1500))
        try withTemporaryDirectory { directory in
            let path = directory.appending("mail.log\(packaging.fileExtension)")
            let good = packaging.pack(log.bytes(ofArchive: 0))
            try write(good, to: path)
            // A time without fractions, which can be put back exactly.
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: path.string)
            try index([path], in: directory.appending("ix"))
            for seed in 0..<3 as Range<UInt64> {
                var generator = SeededGenerator(seed: seed)
                try overwrite(path, damage.apply(to: good, &generator))
                var questions = try Questions(directory.appending("ix"))
                for key in log.sampleOfKeys(60, seed: seed) {
                    let answer = try questions.answer(key.text)
                    #expect(!answer.records.isEmpty || !answer.unread.isEmpty, "\(key) seed \(seed)")
                    #expect(answer.unread.allSatisfy { $0.path.lastComponent == path.lastComponent })
                    if answer.records.isEmpty { #expect(!answer.unreadPlaces.isEmpty) }
                }
                let miss = try questions.answer("<nobody@nowhere.example>")
                #expect(miss.records.isEmpty && miss.unread.isEmpty, "a miss has no postings to be explained")
                try overwrite(path, good)
            }
            var questions = try Questions(directory.appending("ix"))
            for key in log.sampleOfKeys(30) { #expect(try questions.records(key.text) == log.records(of: key)) }
        }
    }

    @Test func theChecksumOfADamagedMemberIsTheReason() throws {
        let log = RotatedLog(SyntheticLog.text(seed: 78, records: 400))
        try withTemporaryDirectory { directory in
            let path = directory.appending("mail.log.gz")
            // Stored blocks: what is decoded is what stands there.
            let good = gzip(log.bytes(ofArchive: 0), level: 0)
            try write(good, to: path)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: path.string)
            try index([path], in: directory.appending("ix"))
            let key = try #require(log.sampleOfKeys(1).first)
            var bad = good
            while let place = bad.firstRange(of: key.text) { bad[place.lowerBound + 4] ^= 1 }
            try overwrite(path, bad)
            var questions = try Questions(directory.appending("ix"))
            let answer = try questions.answer(key.text)
            #expect(answer.records.isEmpty)
            #expect(answer.unread.count == 1)
            guard case .notAsIndexed(let tear?) = answer.unread.first?.reason else {
                Issue.record("\(answer.unread)")
                return
            }
            #expect("\(tear)".hasPrefix("corrupt"))
            try FileManager.default.removeItem(atPath: path.string)
            var later = try Questions(directory.appending("ix"))
            let gone = try later.answer(key.text)
            #expect(gone.unread.map(\.reason) == [.gone])
            #expect(gone.unreadPlaces.map(\.archive.path.lastComponent) == [path.lastComponent])
            #expect(gone.unreadPlaces.allSatisfy { $0.bytes.count % (64 << 10) == 0 && !$0.bytes.isEmpty })
        }
    }
}

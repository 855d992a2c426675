import Archives
import Foundation
import SystemPackage
import TestSupport
import Testing

/// A file that is cut off while it is mapped ends no process, and is told.
struct ShrinkingFileTests {
    @Test(arguments: [0, 100, 8192, 20_000, 99_999]) func theLostPartReadsAsZerosAndIsTold(_ size: Int) throws {
        try withTemporaryDirectory { directory in
            let path = directory.appending("log")
            let text = sampleText(100_000)
            try write(text, to: path)
            let file = try ArchiveFile(at: path)
            #expect(!file.hasShrunk)
            try FileHandle(forWritingTo: URL(filePath: path.string)).truncate(atOffset: UInt64(size))
            let bytes = file.bytes
            var sum = 0
            for index in bytes.indices where index >= size { sum += Int(bytes[index]) }
            #expect(sum == 0)
            let kept = (0..<size).allSatisfy { file.bytes[$0] == text[$0] }
            #expect(kept)
            #expect(file.hasShrunk)
        }
    }

    @Test func aFileThatGrowsOrGoesHasNotShrunk() throws {
        try withTemporaryDirectory { directory in
            let path = directory.appending("log")
            try write(sampleText(100_000), to: path)
            let file = try ArchiveFile(at: path)
            let handle = try FileHandle(forWritingTo: URL(filePath: path.string))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(sampleText(5000)))
            #expect(!file.hasShrunk)
            try FileManager.default.removeItem(atPath: path.string)
            #expect(!file.hasShrunk)
            try write([1], to: path)
            let last = file.bytes[99_999]
            #expect(last == sampleText(100_000)[99_999] && !file.hasShrunk)
        }
    }

    /// Each mapping has a guard of its own, which is used again when it goes.
    @Test func manyMappingsComeAndGo() throws {
        try withTemporaryDirectory { directory in
            let path = directory.appending("log")
            for round in 0..<50 {
                try write(sampleText(20_000), to: path)
                let others = try (0..<10).map { _ in try ArchiveFile(at: directory.appending("log")) }
                let copy = directory.appending("copy")
                try write(sampleText(20_000), to: copy)
                let file = try ArchiveFile(at: copy)
                try FileHandle(forWritingTo: URL(filePath: copy.string)).truncate(atOffset: 0)
                let byte = file.bytes[round * 100]
                #expect(byte == 0 && file.hasShrunk)
                #expect(!others.contains { $0.hasShrunk })
            }
        }
    }
}

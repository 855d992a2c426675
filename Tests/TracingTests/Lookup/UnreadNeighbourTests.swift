import Foundation
import IndexModel
import LMDBIndex
import MTALog
import SystemPackage
import TestSupport
import Testing

@testable import Tracing

/// Where a story goes on beside its records, and what is beside them cannot be read, the story says so.
@Suite struct UnreadNeighbourTests {
    @Test func aNeighbourThatCannotBeReadIsAGap() throws {
        let lines = try fixture("logs/21-08-conversion.log").split(separator: 0x0a).map { Array($0) + [0x0a] }
        var text = lines[0] + lines[2]
        // The next granules hold other messages, and perhaps where this one went.
        for number in 0..<1500 {
            text += line(
                "01:00:00.00", "D", file: "ZZ01IS67NY\(10_000 + number)GP.00", id: "\(number)@b", day: "04-Feb-1998")
        }
        try withTemporaryDirectory { directory in
            let path = directory.appending("mail.log.gz")
            let good = bgzf(text)
            try write(good, to: path)
            let time = Date(timeIntervalSince1970: 1_700_000_000)
            try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path.string)
            try index([path], in: directory.appending("ix"))
            for isDamaged in [false, true] {
                if isDamaged {
                    let handle = try FileHandle(forWritingTo: URL(filePath: path.string))
                    // The first block ends behind the first granule's records.
                    try handle.seek(toOffset: UInt64(good.count / 2))
                    try handle.write(contentsOf: Data(repeating: 0xff, count: 2000))
                    try handle.close()
                    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path.string)
                }
                var tracer = try Tracer(try IndexReader(directory.appending("ix")).snapshot())
                let answer = try tracer.answer("<01IT5UALL14498518O@siroe.edu>")
                let story = try #require(answer.stories.first)
                #expect(answer.stories.count == 1 && story.records.count == 2)
                #expect(answer.unread.isEmpty == !isDamaged)
                let isNamed = story.gaps.contains {
                    if case .archiveNotRead(let archive, _, _) = $0 { archive.path == path } else { false }
                }
                #expect(isNamed == isDamaged, "\(story.gaps)")
            }
        }
    }
}

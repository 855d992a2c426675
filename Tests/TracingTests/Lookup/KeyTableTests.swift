import ByteScanning
import IndexModel
import LMDBIndex
import MTALog
import TestSupport
import Testing

@testable import Tracing

/// Keys are found by their hashes where they are many, and one by one where they are few.
@Suite struct KeyTableTests {
    private func key(_ number: Int) -> [UInt8] { Array("key\(number)@host".utf8) }

    private func table(_ count: Int) -> KeyTable {
        var table = KeyTable(KeyHasher(seed: 7), HashPrecision(bits: 40))
        let kinds: [KeyKind] = [.messageID, .queueFile]
        table.add((0..<count).map { (kind: kinds[$0 % 2], bytes: key($0)) }, areWanted: true)
        return table
    }

    @Test(arguments: [0, 1, KeyTable.few, KeyTable.few + 1, 500]) func eachKeyIsFoundAndNoOther(_ count: Int) {
        var table = table(count)
        for number in 0..<count + 20 {
            let (kind, other): (KeyKind, KeyKind) =
                number % 2 == 0 ? (.messageID, .queueFile) : (.queueFile, .messageID)
            #expect(table.place(of: key(number).span, kind) == (number < count ? number : nil))
            #expect(table.place(of: key(number).span, other) == nil)
        }
    }

    @Test(arguments: [3, 500]) func whatSharesTheIndexesBitsIsFound(_ count: Int) {
        var table = table(count)
        for number in 0..<count {
            // The index keeps the upper 40 bits only.
            let near = table.entries[number].hash ^ 0xff_ffff
            var places: [Int] = []
            table.forEachPlace(sharing: near) { places.append($0) }
            #expect(places == [number])
            table.forEachPlace(sharing: near ^ 1 << 24) { places.append($0) }
            #expect(places == [number])
        }
    }

    /// The work for one key does not grow with the keys that it is compared with.
    @Test func manyKeysAreFoundWithFewComparisons() {
        var work: [Int] = []
        for count in [1000, 10_000] {
            var table = table(count)
            for number in 0..<count { _ = table.place(of: key(number).span, number % 2 == 0 ? .messageID : .queueFile) }
            work.append(table.comparisons / count)
        }
        #expect(work[1] <= work[0] + 6 && work[1] < 30, "\(work)")
    }
}

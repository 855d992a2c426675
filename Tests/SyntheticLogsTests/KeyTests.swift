import Foundation
import SyntheticLogs
import Testing

@Suite struct KeyTests {
    @Test func theKeysAreWhatANaiveSearchFinds() {
        let text = SyntheticLog.text(seed: 13, records: 1500)
        let lines = Data(text.bytes).split(separator: 0x0A)
        #expect(lines.count == 1500)
        for (key, records) in text.keys {
            let needle: Data
            switch key {
            case .messageID(let id): needle = Data(id.bytes)
            case .queueFile(let name): needle = Data(name.bytes)
            }
            let found = lines.indices.filter { lines[$0].range(of: needle) != nil }
            #expect(found == records)
        }
    }

    @Test func keysAreToldOnceAMessageAsTheyArise() {
        var told: [SyntheticKey] = []
        var seen: Set<SyntheticKey> = []
        var log = SyntheticLog(seed: 13, onKey: { told.append($0) })
        for _ in 0..<1500 {
            seen.formUnion(log.next().keys)
        }
        #expect(Set(told) == seen)
        #expect(told.count < seen.count + seen.count / 20)
    }

    @Test func hiddenKeysAreNotTold() {
        let keys = SyntheticLog.text(seed: 13, records: 200, options: [.messageID]).keys.keys
        #expect(!keys.isEmpty)
        for key in keys {
            guard case .messageID = key else { return #expect(Bool(false), "a queue file was told") }
        }
    }
}

import SyntheticLogs
import Testing

@Suite struct TrafficTests {
    private let text = SyntheticLog.text(seed: 7, records: 8000)

    @Test func recordsAreInTimeOrder() {
        #expect(zip(text.records, text.records.dropFirst()).allSatisfy { $0.stamp <= $1.stamp })
    }

    @Test func theActionStands26ColumnsAfterTheSourceChannel() {
        for (number, record) in text.records.enumerated() {
            let action = text.offsets[number] + 24 + 26
            #expect(Array(text.bytes[action..<action + record.action.bytes.count]) == record.action.bytes)
            #expect(text.bytes[action - 1] == UInt8(ascii: " "))
        }
    }

    @Test func everyActionOccurs() {
        var settings = TrafficSettings()
        settings.messagesAnHour = 300
        var log = SyntheticLog(seed: 7, settings: settings)
        var letters: Set<UInt8> = []
        for _ in 0..<60_000 { letters.insert(log.next().actionLetter) }
        #expect(letters == Set("BCDEJKOQRUVWXYZ".utf8))
    }

    @Test func hiddenFieldsChangeNothingElse() {
        let all = SyntheticLog.text(seed: 7, records: 500, options: .all)
        #expect(all.records == Array(text.records[..<500]))
    }

    @Test func recordsWithoutConnectionsAreTheSameOnes() {
        let quiet = SyntheticLog.text(seed: 7, records: 1000, options: [.messageID, .diagnostics])
        let messages = text.records.filter { $0.kind == .message }
        #expect(quiet.records == Array(messages[..<1000]))
    }

    @Test func everyDequeueRecordBelongsToAStory() {
        let told = Set(text.stories.flatMap { $0.hops }.flatMap { $0.attempts }.map { "\($0.stamp) \($0.queueFile)" })
        for record in text.records where "DQRZKW".utf8.contains(record.actionLetter) {
            #expect(told.contains("\(record.stamp) \(record.queueFile)"))
        }
    }

    @Test func headerRecordsComeOnRequest() {
        var settings = TrafficSettings()
        settings.headerRecords = true
        let records = SyntheticLog.text(seed: 7, records: 200, settings: settings).records
        #expect(records.contains { $0.kind == .header && $0.headerName == "Message-id" })
    }

    @Test func latin1IDsComeOnRequest() {
        var settings = TrafficSettings()
        settings.latin1MessageIDs = true
        let ids = SyntheticLog.text(seed: 7, records: 20_000, settings: settings).records.flatMap(\.messageIDs)
        #expect(ids.contains { String(validating: $0.bytes, as: UTF8.self) == nil })
    }
}

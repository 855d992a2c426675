import Foundation
import SyntheticLogs
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Structured formats as other programs read them.
@Suite struct WellFormednessTests {
    private func lines(_ format: LogFormat) -> [Data] {
        Data(SyntheticLog.text(seed: 17, records: 3000, format: format, options: .all).bytes).split(separator: 0x0A)
    }

    @Test func everyXMLLineIsAnElement() {
        for line in lines(.xml) {
            #expect(XMLParser(data: line).parse())
        }
    }

    @Test(arguments: [LogFormat.json, .flatJSON]) func everyJSONLineIsAnObject(_ format: LogFormat) throws {
        for line in lines(format) {
            let object = try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
            let fields = format == .json ? object.values.first as? [String: Any] : object
            #expect(fields?["ts"] is String)
            #expect(fields?["sc"] is String)
        }
    }

    @Test(arguments: LogFormat.allCases) func everyFormatWritesTheSameRecords(_ format: LogFormat) {
        let text = SyntheticLog.text(seed: 17, records: 300, format: format, options: .usual)
        #expect(text.records == SyntheticLog.text(seed: 17, records: 300).records)
        #expect(Data(text.bytes).split(separator: 0x0A).count == 300)
    }
}

import Foundation
import Testing

/// An example of the 2005Q4 manual's chapter 21 in the fixtures.
struct ManualExample: Sendable, CustomTestStringConvertible {
    let file: String
    var testDescription: String { file }

    static let all = [
        "21-01-outgoing", "21-02-optional-fields", "21-04-nonexistent-domain", "21-05-nonexistent-user",
        "21-06-relay-rejected", "21-07-multiple-attempts", "21-08-conversion", "21-10-inbound-connection",
    ].map { ManualExample(file: $0 + ".log") }
}

/// The bytes of a file in the fixtures.
func fixture(_ name: String) throws -> [UInt8] {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return Array(try Data(contentsOf: package.appending(path: "fixtures").appending(path: name)))
}

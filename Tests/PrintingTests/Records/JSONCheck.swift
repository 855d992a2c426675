import Foundation
import MTALog
import Printing
import Testing

/// A record's JSON, read by another reader.
enum JSONCheck {
    struct Mismatch: Error {
        let member: String
    }

    static func object(_ record: LogRecord) throws -> [String: Any] {
        var json = JSONWriter()
        RecordJSON.append(record, to: &json)
        return try #require(try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
    }

    static func text(_ record: LogRecord) -> String {
        var json = JSONWriter()
        RecordJSON.append(record, to: &json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// Throws unless the object says of every field exactly what the record has.
    @discardableResult
    static func check(_ record: LogRecord) throws -> [String: Any] {
        let object = try object(record)
        let exact = object["bytes"] as? [String: String] ?? [:]
        func bytes(_ member: String) throws -> [UInt8]? {
            if let base64 = exact[member] { return try Array(#require(Data(base64Encoded: base64))) }
            if let number = object[member] as? NSNumber { return Array(number.stringValue.utf8) }
            return (object[member] as? String).map { Array($0.utf8) }
        }
        func same(_ member: String, _ value: ArraySlice<UInt8>?) throws {
            guard try bytes(member) == value.map({ Array($0) }) else { throw Mismatch(member: member) }
        }
        for (field, member) in plainMembers { try same(member, record[field]) }
        let words = ["+": "inbound", "-": "outbound"]
        let direction = record[.direction].map {
            words[String(decoding: $0, as: UTF8.self)].map { Array($0.utf8)[...] } ?? $0
        }
        try same("direction", direction)
        let action = (try bytes("action") ?? []) + (try bytes("modifiers") ?? [])
        guard action == Array(record[.action] ?? []) else { throw Mismatch(member: "action") }
        let type = try bytes("original_recipient_type").map { $0 + [UInt8(ascii: ";")] } ?? []
        let recipient = try bytes("original_recipient").map { type + $0 }
        guard recipient == record[.originalRecipient].map({ Array($0) }) else { throw Mismatch(member: "original") }
        let ids = (object["message_ids"] as? [String]).map { Array($0.joined(separator: ",").utf8) }
        guard try bytes("message_ids") ?? ids == record[.messageID].map({ Array($0) }) else {
            throw Mismatch(member: "message_ids")
        }
        guard (object["other"] as? [String: Any])?.count ?? 0 == record.unknown.count else {
            throw Mismatch(member: "other")
        }
        return object
    }

    private static let plainMembers: [(Field, String)] = [
        (.node, "node"), (.processID, "process_id"), (.sourceChannel, "source_channel"),
        (.destinationChannel, "destination_channel"), (.size, "size"), (.envelopeFrom, "envelope_from"),
        (.currentRecipient, "current_recipient"), (.notaryFlags, "notary_flags"), (.queueFile, "queue_file"),
        (.envelopeID, "envelope_id"), (.username, "username"), (.connection, "connection"),
        (.sensitivity, "sensitivity"), (.priority, "priority"), (.intermediateAddress, "intermediate_address"),
        (.initialAddress, "initial_address"), (.filter, "filter"), (.reason, "reason"), (.diagnostic, "diagnostic"),
        (.remoteMTA, "remote_mta"), (.transport, "transport"), (.application, "application"),
        (.queueTime, "queue_time"), (.information, "information"), (.headerName, "header_name"),
        (.headerValue, "header_value"),
    ]
}

/// The record that a text holds.
func element(_ text: [UInt8]) -> LogRecord {
    var record = LogRecord()
    var parser = RecordParser(stated: nil)
    parser.parse(text.indices, in: text.span, into: &record)
    return record
}

func element(_ text: String) -> LogRecord {
    element(Array(text.utf8))
}

import LMDB
import SystemPackage
import TestSupport

@testable import IndexModel
@testable import LMDBIndex

/// A value of an index that was damaged, through the store and under its own key.
struct Damage: CustomStringConvertible {
    let database: String
    let key: [UInt8]
    let old: [UInt8]
    let new: [UInt8]

    /// Damages one value, chosen by chance, in one of several ways.
    init(in directory: FilePath, _ databases: [String], using random: inout SeededGenerator) throws {
        let environment = try Environment(directory: directory)
        let name = databases.randomElement(using: &random)!
        let database = try environment.openDatabase(name)!
        let rows = try Damage.rows(of: database, in: environment)
        let (key, old) = rows.randomElement(using: &random)!
        let new = Damage.damaged(old, others: rows.map(\.value), using: &random)
        var transaction = try environment.beginWrite()
        try transaction.put(key.span, new.span, in: database)
        try transaction.commit()
        (self.database, self.key, self.old, self.new) = (name, key, old, new)
    }

    /// Whether what was put there is what was there.
    var isHarmless: Bool { old == new }

    var description: String { "\(database) \(key): \(old.count) bytes became \(new.prefix(40))" }

    /// Whether an error tells where it is.
    func isNamed(by error: IndexError) -> Bool {
        let isSchema = database == "schema" && key == Schema.key
        guard error.kind == .damaged || error.kind == .foreign && isSchema else { return false }
        let number: UInt64 =
            ["archives", "frames"].contains(database)
            ? (try? NumberKey.leading(key.span)) ?? 0
            : (try? NumberKey.leading(key.span, as: UInt32.self)).map { UInt64($0) } ?? 0
        return switch database {
        case "schema" where isSchema: error.kind == .foreign || error.reason == "the schema is damaged"
        case "schema" where key == IndexInputs.key: error.reason == "the list of inputs is damaged"
        case "schema": error.reason == "the catalog's summary is damaged"
        case "archives": error.reason == "the catalog's row of archive \(number) is damaged"
        case "frames": error.reason == "the list of frames of frame set \(number) is damaged"
        case "runs": error.reason == "the row of run \(number) is damaged"
        default: error.reason == "run \(number) is damaged"
        }
    }

    private static func rows(
        of database: Database, in environment: borrowing Environment
    ) throws -> [(key: [UInt8], value: [UInt8])] {
        let transaction = try environment.beginRead()
        var cursor = try transaction.cursor(in: database)
        var rows: [(key: [UInt8], value: [UInt8])] = []
        while try cursor.next() {
            let (key, value) = (cursor.key, cursor.value)
            rows.append((key.indices.map { key[$0] }, value.indices.map { value[$0] }))
        }
        return rows
    }

    private static func damaged(
        _ value: [UInt8], others: [[UInt8]], using random: inout SeededGenerator
    ) -> [UInt8] {
        var value = value
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return RandomRows.bytes(upTo: 300, using: &random)
        case 1: return Array(value.prefix(.random(in: 0..<value.count, using: &random)))
        case 2: return value + RandomRows.bytes(upTo: 20, using: &random)
        case 3: return others.randomElement(using: &random)!
        case 4: value[.random(in: value.indices, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
        default:
            // Counts of billions, where counts may stand.
            let place = Int.random(in: value.indices, using: &random)
            value.replaceSubrange(place..<min(value.count, place + 5), with: [0xff, 0xff, 0xff, 0xff, 0x0f])
        }
        return value
    }
}

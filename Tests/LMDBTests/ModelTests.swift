import LMDB
import TestSupport
import Testing

@Test(arguments: [1, 2, 3] as [UInt64])
func randomOperationsMatchADictionary(seed: UInt64) throws {
    try withTemporaryDirectory { directory in
        var numbers = SeededNumbers(state: seed)
        var model: [[UInt8]: [UInt8]] = [:]
        let environment = try Environment(directory: directory, options: .init(mapSize: 1 << 26))
        let database = try environment.createDatabase("model")
        for _ in 0..<20 {
            var written = model
            var write = try environment.beginWrite()
            for _ in 0..<100 {
                try step(&write, &written, in: database, &numbers)
            }
            // A third of the transactions is thrown away.
            if Int.random(in: 0..<3, using: &numbers) > 0 {
                try write.commit()
                model = written
            } else {
                write.abort()
            }
            let read = try environment.beginRead()
            let found = try entries(of: database, by: read)
            #expect(found.map(\.key) == model.keys.sorted { $0.lexicographicallyPrecedes($1) })
            #expect(found.allSatisfy { model[$0.key] == $0.value })
            let count = try read.statistics(of: database).entries
            #expect(count == model.count)
        }
    }
}

/// One random operation, on both.
private func step(
    _ write: inout WriteTransaction, _ model: inout [[UInt8]: [UInt8]], in database: Database,
    _ numbers: inout SeededNumbers
) throws {
    let key = numbers.bytes(1...2, upTo: 15)
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0, 1:
        let value = numbers.bytes(0...3000)
        try write.put(key, value, in: database)
        model[key] = value
    case 2:
        let value = numbers.bytes(1...20)
        let written = Int.random(in: 0...value.count, using: &numbers)
        try write.put(key.span, count: value.count, in: database) { output in
            for byte in value[..<written] { output.append(byte) }
        }
        model[key] = value[..<written] + Array(repeating: 0, count: value.count - written)
    case 3:
        let deleted = try write.delete(key.span, in: database)
        #expect(deleted == (model.removeValue(forKey: key) != nil))
    case 4:
        let end = key + numbers.bytes(0...2, upTo: 15)
        let gone = model.keys.filter { !$0.lexicographicallyPrecedes(key) && $0.lexicographicallyPrecedes(end) }
        let deleted = try write.deleteRange(from: key.span, below: end.span, in: database)
        #expect(deleted == gone.count)
        for key in gone { model[key] = nil }
    default:
        let found = try value(of: key, in: database, by: write)
        #expect(found == model[key])
    }
}

@Test func rangesAreDeletedFromTheStartToTheEndAndInPieces() throws {
    try withTemporaryDirectory { directory in
        let environment = try Environment(directory: directory, options: .init(mapSize: 1 << 26))
        let database = try environment.createDatabase("ranges")
        var write = try environment.beginWrite()
        for number in 0..<1000 { try write.put(Array(bigEndian: number), [1], in: database) }
        let empty: [UInt8] = []
        let low = Array(bigEndian: 100)
        let high = Array(bigEndian: 900)
        #expect(try write.deleteRange(from: empty.span, below: low.span, in: database) == 100)
        #expect(try write.deleteRange(from: high.span, below: nil, in: database) == 100)
        #expect(try write.deleteRange(from: high.span, below: nil, in: database) == 0)
        #expect(try write.deleteRange(from: low.span, below: high.span, limit: 300, in: database) == 300)
        let left = try entries(of: database, by: write).map(\.key)
        #expect(left == (400..<900).map { Array(bigEndian: $0) })
        try write.clear(database)
        #expect(try write.statistics(of: database).entries == 0)
        try write.commit()
    }
}

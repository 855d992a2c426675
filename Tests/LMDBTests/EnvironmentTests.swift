import LMDB
import SystemPackage
import TestSupport
import Testing

private func fill(
    _ environment: borrowing Environment, _ database: Database, _ numbers: Range<Int>
) throws(LMDBError) {
    let value = [UInt8](repeating: 7, count: 1000)
    var write = try environment.beginWrite()
    for number in numbers { try write.put(Array(bigEndian: number), value, in: database) }
    try write.commit()
}

@Test func aFullMapSaysWhatToDoAndGrows() throws {
    try withTemporaryDirectory { directory in
        let environment = try Environment(directory: directory, options: .init(mapSize: 1 << 20))
        let database = try environment.createDatabase("data")
        try fill(environment, database, 0..<100)
        let error = try #require(failure { () throws(LMDBError) in try fill(environment, database, 100..<3000) })
        #expect(error.isMapFull)
        #expect(
            error.description
                == "put in data: \(directory): \(error.reason); grow the map, then do the transaction again")
        try environment.grow(toAtLeast: 1 << 24)
        let size = try environment.statistics.mapSize
        #expect(size == 1 << 24)
        try fill(environment, database, 100..<3000)
        let count = try environment.beginRead().statistics(of: database).entries
        #expect(count == 3000)
        // Growing to less keeps what is there.
        try environment.grow(toAtLeast: 1)
        #expect(try environment.statistics.mapSize == size)
    }
}

@Test func growingWaitsForNoTransactionButRefuses() throws {
    try withTemporaryDirectory { directory in
        let environment = try Environment(directory: directory)
        let read = try environment.beginRead()
        let error = failure { () throws(LMDBError) in try environment.grow(toAtLeast: 1 << 30) }
        #expect(error?.remedy == "end the transactions of this process first")
        read.end()
        try environment.grow(toAtLeast: 1 << 30)
    }
}

@Test func readerAndWriterFollowAMapGrownElsewhere() throws {
    try withTemporaryDirectory { directory in
        let first = try Environment(directory: directory, options: .init(mapSize: 1 << 20))
        let database = try first.createDatabase("data")
        try fill(first, database, 0..<10)
        let second = try Environment(directory: directory)
        let same = try second.createDatabase("data")
        // With a transaction in the way the map stays, and the error tells.
        let old = try first.beginRead()
        try second.grow(toAtLeast: 1 << 22)
        try fill(second, same, 10..<2000)
        let error = failure { () throws(LMDBError) in try first.beginRead().end() }
        #expect(error?.isMapResized == true)
        let seen = try old.statistics(of: database).entries
        #expect(seen == 10)
        old.end()

        let read = try first.beginRead()
        let count = try read.statistics(of: database).entries
        #expect(count == 2000)
        read.end()

        try second.grow(toAtLeast: 1 << 24)
        try fill(second, same, 2000..<8000)
        try fill(first, database, 8000..<8001)
        let all = try first.beginRead().statistics(of: database).entries
        #expect(all == 8001)
    }
}

@Test func statisticsTellSizes() throws {
    try withTemporaryDirectory { directory in
        let environment = try Environment(directory: directory, options: .init(mapSize: 1 << 24, maxReaders: 5))
        let database = try environment.createDatabase("data")
        let before = try environment.statistics
        try fill(environment, database, 0..<1000)
        let after = try environment.statistics
        #expect(after.entries == 1)
        #expect(after.mapSize == 1 << 24)
        #expect(after.maxReaders == 5)
        #expect(after.usedBytes - before.usedBytes >= 1_000_000)
        let own = try environment.beginRead().statistics(of: database)
        #expect(own.entries == 1000)
        #expect(own.bytes >= 1_000_000)
        #expect(own.depth > 1)
        #expect(try environment.clearStaleReaders() == 0)
        try environment.sync()
    }
}

@Test(arguments: [false, true])
func aCopyHoldsTheSame(compacting: Bool) throws {
    try withTemporaryDirectory { directory in
        try withTemporaryDirectory { destination in
            let environment = try Environment(directory: directory, options: .init(mapSize: 1 << 24))
            try fill(environment, try environment.createDatabase("data"), 0..<500)
            try environment.copy(to: destination, compacting: compacting)
            let copy = try Environment(directory: destination, options: .init(readOnly: true, noLock: true))
            let database = try #require(try copy.openDatabase("data"))
            let count = try copy.beginRead().statistics(of: database).entries
            #expect(count == 500)
        }
    }
}

@Test func slotsThatKilledReadersLeftAreClearedWhenNoneIsFree() throws {
    try withTemporaryDirectory { directory in
        let environment = try Environment(directory: directory, options: .init(maxReaders: 4))
        let database = try environment.createDatabase("data")
        try fill(environment, database, 0..<1)
        // The number of slots in use, and in each of them the number of a process that there is not.
        let lock = try FileDescriptor.open(directory.appending("lock.mdb"), .readWrite)
        try lock.closeAfter {
            _ = try lock.writeAll(toAbsoluteOffset: 56, [4, 0, 0, 0])
            for slot in 0..<4 {
                _ = try lock.writeAll(toAbsoluteOffset: Int64(128 + 64 * slot + 8), [0xf0, 0xff, 0xff, 3])
            }
        }
        #expect(try environment.statistics.readers == 4)
        let read = try environment.beginRead()
        let count = try read.statistics(of: database).entries
        #expect(count == 1)
    }
}

@Test func fullSlotsAreTold() throws {
    try withTemporaryDirectory { directory in
        let environment = try Environment(directory: directory, options: .init(maxReaders: 1))
        let read = try environment.beginRead()
        let error = failure { () throws(LMDBError) in try environment.beginRead().end() }
        #expect(error?.remedy == "too many processes read at once: try again when some have ended")
        read.end()
    }
}

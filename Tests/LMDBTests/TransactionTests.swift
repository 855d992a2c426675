import LMDB
import SystemPackage
import TestSupport
import Testing
import Threads

/// What a caller builds: an environment with a database, and a snapshot, as values of its own.
private struct Shelf: ~Copyable {
    let environment: Environment
    let database: Database

    init(_ directory: FilePath) throws(LMDBError) {
        // Through a local: a half-initialized noncopyable value cannot be torn down when the second line throws.
        let environment = try Environment(directory: directory, options: .init(mapSize: 1 << 26))
        database = try environment.createDatabase("shelf")
        self.environment = environment
    }

    func put(_ key: [UInt8], _ value: [UInt8]) throws(LMDBError) {
        var write = try environment.beginWrite()
        try write.put(key, value, in: database)
        try write.commit()
    }

    func snapshot() throws(LMDBError) -> Snapshot {
        Snapshot(transaction: try environment.beginRead(), database: database)
    }
}

private struct Snapshot: ~Copyable {
    let transaction: ReadTransaction
    let database: Database

    subscript(key: [UInt8]) -> [UInt8]? {
        get throws { try value(of: key, in: database, by: transaction) }
    }
}

@Test func aReaderKeepsItsSnapshot() throws {
    try withTemporaryDirectory { directory in
        let shelf = try Shelf(directory)
        try shelf.put([1], [10])
        let before = try shelf.snapshot()
        try shelf.put([1], [20])
        try shelf.put([2], [30])
        let after = try shelf.snapshot()
        let values = [try before[[1]], try before[[2]], try after[[1]], try after[[2]]]
        #expect(values == [[10], nil, [20], [30]])
    }
}

@Test func lettingAWriteTransactionGoLeavesNothing() throws {
    try withTemporaryDirectory { directory in
        let shelf = try Shelf(directory)
        do {
            var write = try shelf.environment.beginWrite()
            try write.put([1], [10], in: shelf.database)
            let own = try value(of: [1], in: shelf.database, by: write)
            #expect(own == [10])
        }
        let found = try shelf.snapshot()[[1]]
        #expect(found == nil)
        // And the next writer does not wait for it.
        try shelf.put([1], [20])
    }
}

@Test func aTransactionKeepsTheEnvironmentOpen() throws {
    try withTemporaryDirectory { directory in
        func snapshot() throws -> Snapshot {
            let shelf = try Shelf(directory)
            try shelf.put([1], [10])
            return try shelf.snapshot()
        }
        let kept = try snapshot()
        let found = try kept[[1]]
        #expect(found == [10])
    }
}

@Test func committedDataIsThereAfterReopening() throws {
    try withTemporaryDirectory { directory in
        do {
            try Shelf(directory).put([1], [10])
        }
        let environment = try Environment(directory: directory, options: .init(readOnly: true))
        let missing = try environment.openDatabase("nothing")
        #expect(missing == nil)
        let database = try #require(try environment.openDatabase("shelf"))
        let read = try environment.beginRead()
        let found = try value(of: [1], in: database, by: read)
        #expect(found == [10])
        read.end()
    }
}

@Test(arguments: [0, 1, 5000, 1 << 20])
func valuesOfEverySizeComeBack(size: Int) throws {
    try withTemporaryDirectory { directory in
        let shelf = try Shelf(directory)
        var numbers = SeededNumbers(state: 4)
        let stored = numbers.bytes(size...size)
        try shelf.put([1], stored)
        let snapshot = try shelf.snapshot()
        let found = try snapshot[[1]]
        #expect(found == stored)
        let pages = try snapshot.transaction.statistics(of: shelf.database).overflowPages
        #expect((pages > 0) == (size >= 5000))
    }
}

@Test func anInsertKeepsWhatIsThere() throws {
    try withTemporaryDirectory { directory in
        let shelf = try Shelf(directory)
        try shelf.put([1], [10])
        var write = try shelf.environment.beginWrite()
        let key: [UInt8] = [1]
        let other: [UInt8] = [20]
        let error = failure { () throws(LMDBError) in
            try write.put(key.span, other.span, in: shelf.database, mode: .insertOnly)
        }
        #expect(error?.isKeyExisting == true)
        let found = try value(of: key, in: shelf.database, by: write)
        #expect(found == [10])
    }
}

@Test func anAppendOutOfOrderIsAnError() throws {
    try withTemporaryDirectory { directory in
        let shelf = try Shelf(directory)
        var write = try shelf.environment.beginWrite()
        let keys: [[UInt8]] = [[1], [3], [2], [3], [4]]
        let errors = keys.map { key in
            failure { () throws(LMDBError) in
                try write.put(key.span, key.span, in: shelf.database, mode: .append)
            }
        }
        #expect(errors.map { $0?.isKeyExisting } == [nil, nil, true, true, nil])
        #expect(errors[2]?.description.hasPrefix("append to shelf: ") == true)
        try write.commit()
        let count = try shelf.snapshot().transaction.statistics(of: shelf.database).entries
        #expect(count == 3)
    }
}

@Test func threadsShareAnEnvironment() throws {
    try withTemporaryDirectory { directory in
        let shelf = try Shelf(directory)
        concurrentPerform(iterations: 8) { thread in
            for number in 0..<20 {
                let error = failure { () throws(LMDBError) in
                    try shelf.put([UInt8(thread), UInt8(number)], [UInt8(number)])
                    let found = try value(
                        of: [UInt8(thread), UInt8(number)], in: shelf.database, by: shelf.environment.beginRead())
                    #expect(found == [UInt8(number)])
                }
                #expect(error == nil)
            }
        }
        let count = try shelf.snapshot().transaction.statistics(of: shelf.database).entries
        #expect(count == 160)
    }
}

/// The compiler ends a cursor with its scope, hence after a commit in the same scope, which frees LMDB's cursors.
@Test func aCursorMayOutliveItsTransaction() throws {
    try withTemporaryDirectory { directory in
        let shelf = try Shelf(directory)
        try shelf.put([1], [10])
        var first = try shelf.environment.beginWrite()
        let one: [UInt8] = [1]
        try first.deleteRange(from: one.span, below: nil, in: shelf.database)
        try first.put([2], [20], in: shelf.database)
        try first.commit()
        var second = try shelf.environment.beginWrite()
        var reading = try second.cursor(in: shelf.database)
        #expect(try reading.next())
        try second.put([3], [30], in: shelf.database)
        second.abort()
        var third = try shelf.environment.beginRead()
        var last = try third.cursor(in: shelf.database)
        #expect(try last.next())
        third.end()
        third = try shelf.environment.beginRead()
        let found = try entries(of: shelf.database, by: third).map(\.key)
        #expect(found == [[2]])
    }
}

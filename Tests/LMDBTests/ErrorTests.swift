import LMDB
import SystemPackage
import TestSupport
import Testing

private func openFailure(_ directory: FilePath, readOnly: Bool = false) -> LMDBError? {
    failure { () throws(LMDBError) in
        _ = try Environment(directory: directory, options: .init(readOnly: readOnly))
    }
}

private let checkPath = "check the path: the directory has to exist, and a read-only open needs a data.mdb in it"

@Test func aMissingDirectory() throws {
    try withTemporaryDirectory { directory in
        let missing = directory.appending("missing")
        let error = try #require(openFailure(missing))
        #expect(error.isMissing)
        #expect(error.description == "open: \(missing): No such file or directory; \(checkPath)")
    }
}

@Test func aReadOnlyOpenOfNothingLeavesNothing() throws {
    try withTemporaryDirectory { directory in
        let error = try #require(openFailure(directory, readOnly: true))
        #expect(error.description == "open: \(directory)/data.mdb: No such file or directory; \(checkPath)")
        // No lock file was left: it would have to be opened to be read.
        #expect(throws: (any Error).self) { try read(directory.appending("lock.mdb")) }
    }
}

@Test(arguments: [false, true])
func aFileOfGarbage(readOnly: Bool) throws {
    try withTemporaryDirectory { directory in
        try write([UInt8](repeating: 0x41, count: 100_000), to: directory.appending("data.mdb"))
        let error = try #require(openFailure(directory, readOnly: readOnly))
        #expect(error.isDamaged)
        #expect(error.description.hasPrefix("open: \(directory): MDB_INVALID"))
        #expect(
            error.remedy
                == "the file is not an LMDB database: check the path, or move it away and build it anew")
    }
}

@Test func aFileInTheDirectorysPlace() throws {
    try withTemporaryDirectory { directory in
        let file = directory.appending("file")
        try write([1], to: file)
        let error = try #require(openFailure(file))
        #expect(error.description == "open: \(file): Not a directory; check the path: it has to name a directory")
    }
}

@Test func aReadOnlyEnvironmentTakesNoWrites() throws {
    try withTemporaryDirectory { directory in
        _ = try Environment(directory: directory).createDatabase("data")
        let environment = try Environment(directory: directory, options: .init(readOnly: true))
        let error = failure { () throws(LMDBError) in try environment.beginWrite().abort() }
        #expect(
            error?.description
                == "begin writing: \(directory): Permission denied; check who owns the directory and its files, "
                + "and their permissions; read-only takes no writes")
    }
}

@Test func keysHaveOneTo511Bytes() throws {
    try withTemporaryDirectory { directory in
        let environment = try Environment(directory: directory)
        let database = try environment.createDatabase("data")
        var write = try environment.beginWrite()
        let sizes = [511, 512, 0, 1]
        let errors = sizes.map { size in
            failure { () throws(LMDBError) in
                try write.put([UInt8](repeating: 1, count: size), [1], in: database)
            }
        }
        #expect(errors.map { $0?.remedy } == [nil, "a key has 1 to 511 bytes", "a key has 1 to 511 bytes", nil])
        try write.commit()
        let read = try environment.beginRead()
        let found = try value(of: [UInt8](repeating: 1, count: 511), in: database, by: read)
        #expect(found == [1])
        // Looking for one that cannot be there is not an error.
        let tooLong = try value(of: [UInt8](repeating: 1, count: 512), in: database, by: read)
        #expect(tooLong == nil)
    }
}

@Test func tooManyDatabases() throws {
    try withTemporaryDirectory { directory in
        let environment = try Environment(directory: directory, options: .init(maxDatabases: 1))
        _ = try environment.createDatabase("one")
        let error = failure { () throws(LMDBError) in _ = try environment.createDatabase("two") }
        #expect(error?.remedy == "open with a larger maxDatabases")
    }
}

@Test func aTransactionDoesNotKnowALaterDatabase() throws {
    try withTemporaryDirectory { directory in
        let environment = try Environment(directory: directory)
        let read = try environment.beginRead()
        let database = try environment.createDatabase("later")
        let error = failure { () throws(LMDBError) in _ = try value(of: [1], in: database, by: read) }
        #expect(error?.remedy == "open the database before the transaction begins")
    }
}

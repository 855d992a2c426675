import LMDB
import SystemPackage
import TestSupport
import Testing

/// An environment with the even numbers below 2000.
private func withEvenNumbers(_ body: (borrowing Environment, Database) throws -> Void) throws {
    try withTemporaryDirectory { directory in
        let environment = try Environment(directory: directory, options: .init(mapSize: 1 << 26))
        let database = try environment.createDatabase("even")
        var write = try environment.beginWrite()
        for number in stride(from: 0, to: 2000, by: 2) {
            let key = Array(bigEndian: number)
            try write.put(key.span, key.span, in: database, mode: .append)
        }
        try write.commit()
        try body(environment, database)
    }
}

private func number(_ bytes: Span<UInt8>) -> Int {
    bytes.indices.reduce(0) { $0 << 8 | Int(bytes[$1]) }
}

@Test func seeksMatchASortedArray() throws {
    try withEvenNumbers { environment, database in
        let read = try environment.beginRead()
        var cursor = try read.cursor(in: database)
        for wanted in 0..<2001 {
            let key = Array(bigEndian: wanted)
            let exactly = try cursor.seek(exactly: key.span)
            #expect(exactly == (wanted < 2000 && wanted % 2 == 0))
            let after = try cursor.seek(atOrAfter: key.span)
            #expect(after == (wanted < 1999))
            let found = after ? number(cursor.key) : nil
            #expect(found == (after ? (wanted + 1) / 2 * 2 : nil))
        }
    }
}

@Test func previousWalksFromTheEndToTheStart() throws {
    try withEvenNumbers { environment, database in
        let read = try environment.beginRead()
        var cursor = try read.cursor(in: database)
        var walked: [Int] = []
        while try cursor.previous() { walked.append(number(cursor.value)) }
        #expect(walked == stride(from: 1998, through: 0, by: -2).map { $0 })
    }
}

@Test func aCursorTurnsRoundAtBothEnds() throws {
    try withEvenNumbers { environment, database in
        let read = try environment.beginRead()
        var cursor = try read.cursor(in: database)
        let standsAtFirst = cursor.stands
        #expect(!standsAtFirst)
        let beyond = Array(bigEndian: 5000)
        let steps = [
            try cursor.seek(atOrAfter: beyond.span), try cursor.next(), try cursor.previous(), try cursor.next(),
            try cursor.next(), try cursor.previous(),
        ]
        #expect(steps == [false, false, true, false, false, true])
        #expect(number(cursor.key) == 1998)
        let atStart = [try cursor.first(), try cursor.previous(), try cursor.previous(), try cursor.next()]
        #expect(atStart == [true, false, false, true])
        #expect(number(cursor.key) == 0)
        try cursor.last()
        #expect(number(cursor.key) == 1998)
    }
}

@Test func spansStayValidWhenTheCursorMovesOn() throws {
    try withEvenNumbers { environment, database in
        let read = try environment.beginRead()
        var cursor = try read.cursor(in: database)
        try cursor.first()
        let first = cursor.key
        try cursor.last()
        #expect(number(first) == 0)
        #expect(number(cursor.key) == 1998)
    }
}

@Test func anEmptyDatabaseHasNoEntries() throws {
    try withTemporaryDirectory { directory in
        let environment = try Environment(directory: directory)
        let database = try environment.createDatabase("empty")
        let read = try environment.beginRead()
        var cursor = try read.cursor(in: database)
        let key: [UInt8] = [1]
        let found = [
            try cursor.first(), try cursor.last(), try cursor.next(), try cursor.previous(),
            try cursor.seek(atOrAfter: key.span), try cursor.seek(exactly: key.span),
        ]
        #expect(!found.contains(true))
    }
}

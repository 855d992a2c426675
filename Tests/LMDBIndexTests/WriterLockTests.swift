import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import IndexModel
@testable import LMDBIndex

/// One writer at a time: the others wait. The lock belongs to an open file, so that threads exclude each other as
/// processes do.
struct WriterLockTests {
    @Test func aFreeLockIsTakenAtOnce() throws {
        try withTemporaryDirectory { directory in
            for _ in 0..<3 {
                var waits = 0
                _ = try WriterLock(in: directory) { _ in waits += 1 }
                #expect(waits == 0)
            }
        }
    }

    @Test func theSecondWaitsForTheFirst() throws {
        try expectWaiting { directory, onWait in _ = try WriterLock(in: directory, onWait: onWait) }
    }

    @Test func aWriterOfTheIndexWaits() throws {
        try expectWaiting { directory, onWait in _ = try IndexWriter(directory, onWait: onWait) }
    }

    @Test func whoDoesNotWaitIsToldWhoHasIt() throws {
        try withTemporaryDirectory { directory in
            let lock = try WriterLock(in: directory) { _ in }
            let error = try #require(
                failure { () throws(IndexError) in _ = try IndexWriter(directory, waiting: false) })
            #expect(error.kind == .refused)
            #expect(error.reason == "process \(getpid()) is writing it")
            _ = consume lock
            #expect(failure { () throws(IndexError) in _ = try IndexWriter(directory, waiting: false) } == nil)
        }
    }

    @Test func aLockThatCannotBeTakenIsAnError() throws {
        try withTemporaryDirectory { directory in
            _ = #expect(throws: Errno.noSuchFileOrDirectory) {
                _ = try WriterLock(in: directory.appending("nowhere")) { _ in }
            }
        }
    }

    /// Takes the lock, lets `take` wait for it on another thread, and gives it back.
    private func expectWaiting(_ take: @escaping @Sendable (FilePath, (Int32?) -> Void) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            let (waiting, done) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            do {
                let lock = try WriterLock(in: directory) { _ in }
                Thread.detachNewThread {
                    try? take(directory) { holder in
                        // The first one wrote down whose it is.
                        if holder == getpid() { waiting.signal() }
                    }
                    done.signal()
                }
                #expect(waiting.wait(timeout: .now() + 20) == .success, "it is told that there is one to wait for")
                #expect(done.wait(timeout: .now() + 0.1) == .timedOut, "it has the lock, although it is taken")
                _ = consume lock
            }
            #expect(done.wait(timeout: .now() + 20) == .success, "it never got the lock")
        }
    }
}

import Dispatch

/// Calls `body` with each number from 0 on, `iterations` times, on as many threads as there are processors at the most, and
/// returns when all are done.
public func concurrentPerform(iterations: Int, _ body: @Sendable (Int) -> Void) {
    #if THREAD_SANITIZER
    let (fork, join) = (ThreadOrder(), ThreadOrder())
    fork.release()
    DispatchQueue.concurrentPerform(iterations: iterations) { index in
        fork.acquire()
        body(index)
        join.release()
    }
    join.acquire()
    #else
    DispatchQueue.concurrentPerform(iterations: iterations, execute: body)
    #endif
}

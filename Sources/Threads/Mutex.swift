// Wherever the program has a lock it imports this module, so that `make tsan` can have one that the thread sanitizer
// understands.

#if THREAD_SANITIZER
import Synchronization

/// As the Mutex of the standard library, which the sanitizer takes for no lock at all.
public struct Mutex<Value: ~Copyable>: ~Copyable, Sendable {
    private let lock: Synchronization.Mutex<Value>
    private let order = ThreadOrder()

    /// A lock that protects `value`.
    public init(_ value: consuming sending Value) {
        lock = Synchronization.Mutex(value)
    }

    /// Waits for the lock, and gives it back after `body`, whose result or error is that of the call.
    public borrowing func withLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        let order = order
        return try lock.withLock { value throws(Failure) in
            order.acquire()
            defer { order.release() }
            return try body(&value)
        }
    }

    /// As `withLock`, but nil where another has the lock.
    public borrowing func withLockIfAvailable<Result: ~Copyable, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result? {
        let order = order
        return try lock.withLockIfAvailable { value throws(Failure) in
            order.acquire()
            defer { order.release() }
            return try body(&value)
        }
    }
}
#else
@_exported public import Synchronization
#endif

#if THREAD_SANITIZER
import CThreadOrder

/// Says to the thread sanitizer that what some threads did comes before what others do.
final class ThreadOrder: Sendable {
    private let point = cthreadorder_make()

    deinit { cthreadorder_free(point) }

    /// What this thread did so far comes before what others do after `acquire`.
    func release() { cthreadorder_release(point) }
    func acquire() { cthreadorder_acquire(point) }
}
#endif

import Glibc
import Threads

/// A signal with which people and systems stop a program.
public enum InterruptingSignal: Sendable, CaseIterable {
    case hangup
    case interrupt
    case terminate

    public var name: String {
        switch self {
        case .hangup: "SIGHUP"
        case .interrupt: "SIGINT"
        case .terminate: "SIGTERM"
        }
    }

    private var number: Int32 {
        switch self {
        case .hangup: SIGHUP
        case .interrupt: SIGINT
        case .terminate: SIGTERM
        }
    }

    private static let handler = Mutex<(@Sendable (InterruptingSignal) -> Never)?>(nil)

    /// Calls `handler` on a thread of its own for the first of these signals that comes, but for those that are ignored
    /// (nohup). It must end the process, and may take its time: nothing else is interrupted by the signal.
    ///
    /// To be called once, before there are other threads. Where there can be no thread the signals stay as they are.
    public static func handle(with handler: @escaping @Sendable (InterruptingSignal) -> Never) {
        let handled = set(of: allCases.filter { !$0.isIgnored })
        self.handler.withLock { $0 = handler }
        var (mask, before, thread) = (handled, sigset_t(), pthread_t())
        // Threads have the mask of those that make them.
        unsafe pthread_sigmask(SIG_BLOCK, &mask, &before)
        let code = unsafe pthread_create(&thread, nil, { _ in InterruptingSignal.wait() }, nil)
        if code != 0 { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    }

    private static func wait() -> Never {
        // Those that are ignored never come.
        var awaited = set(of: allCases)
        var number: Int32 = 0
        while true {
            guard unsafe sigwait(&awaited, &number) == 0, let signal = allCases.first(where: { $0.number == number }),
                let handler = handler.withLock({ $0 })
            else { continue }
            handler(signal)
        }
    }

    /// Ends the process by the signal, so that whoever started it sees that.
    public func endProcess() -> Never {
        signal(number, SIG_DFL)
        var mask = InterruptingSignal.set(of: [self])
        unsafe pthread_sigmask(SIG_UNBLOCK, &mask, nil)
        raise(number)
        // The first process of a container is not ended by signals that it does not handle.
        _exit(128 + number)
    }

    private var isIgnored: Bool {
        var action = sigaction()
        guard unsafe sigaction(number, nil, &action) == 0, let handler = unsafe action.__sigaction_handler.sa_handler
        else { return false }
        return unsafe unsafeBitCast(handler, to: Int.self) == 1
    }

    private static func set(of signals: [InterruptingSignal]) -> sigset_t {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for signal in signals { unsafe sigaddset(&set, signal.number) }
        return set
    }
}

import Archives
import Threads

/// Reads a packed file again, all of it and from its file, and compares it with what was packed.
enum PackVerifier {
    /// Enough frames that beginning anew costs nothing.
    private static let framesATime = 32

    /// Nil when every frame decodes to what went in and the seek table is right; else what is wrong.
    static func problem(
        in file: ArchiveFile, _ frames: [WrittenFrame], jobs: Int
    ) throws(ArchiveError) -> String? {
        guard file.hasSeekTable(of: frames) else { return "its seek table cannot be read again" }
        let slices = stride(from: 0, to: frames.count, by: framesATime).map { start in
            frames[start..<min(start + framesATime, frames.count)]
        }
        let outcome = Mutex<Result<String?, ArchiveError>>(.success(nil))
        concurrentPerform(iterations: jobs) { first in
            for index in stride(from: first, to: slices.count, by: jobs) {
                guard case .success(nil) = outcome.withLock({ $0 }) else { return }
                let found = Result { () throws(ArchiveError) in try problem(in: file, slices[index]) }
                if found != .success(nil) { outcome.withLock { $0 = found } }
            }
        }
        return try outcome.withLock { $0 }.get()
    }

    private static func problem(
        in file: ArchiveFile, _ frames: ArraySlice<WrittenFrame>
    ) throws(ArchiveError) -> String? {
        guard let frame = try file.firstMismatch(in: frames) else { return nil }
        return "the frame at byte \(frame.compressedOffset) does not decode to what was packed"
    }
}

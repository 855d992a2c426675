import Foundation

/// What is going on and how long it took, on standard error.
enum Progress {
    private static let started = Date()

    static func say(_ text: String) {
        write("[\(clock(Date().timeIntervalSince(started)))] \(text)\n")
    }

    /// Says what is begun and, where it was more than a moment, how long it took.
    static func step<Result>(_ text: String, _ work: () throws -> Result) rethrows -> Result {
        say(text)
        let begun = Date()
        let result = try work()
        let seconds = Date().timeIntervalSince(begun)
        if seconds >= 1 { say("    \(Int(seconds.rounded())) s: \(text)") }
        return result
    }

    private static func clock(_ time: TimeInterval) -> String {
        let seconds = Int(time)
        return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }

    private static func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}

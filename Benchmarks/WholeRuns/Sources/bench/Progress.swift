import Foundation

/// What is going on, on standard error.
enum Progress {
    private static let started = Date()

    static func say(_ text: String) {
        let seconds = Int(Date().timeIntervalSince(started))
        let clock = "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
        FileHandle.standardError.write(Data("[\(clock)] \(text)\n".utf8))
    }
}

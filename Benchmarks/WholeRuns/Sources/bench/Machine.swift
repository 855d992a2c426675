import Foundation

/// What the figures were taken on.
struct Machine {
    let facts: [(name: String, value: String)]

    init() {
        let system =
            Machine.text("/etc/os-release").split(separator: "\n")
            .first { $0.hasPrefix("PRETTY_NAME=") }?.dropFirst(12).filter { $0 != "\"" } ?? "unknown"
        facts = [
            ("processor", "\(Machine.line("/proc/cpuinfo", "model name") ?? "unknown"), \(Machine.architecture)"),
            ("processors online", "\(ProcessInfo.processInfo.activeProcessorCount)"),
            ("memory", Machine.line("/proc/meminfo", "MemTotal") ?? "unknown"),
            ("kernel", Machine.text("/proc/sys/kernel/osrelease").trimmingCharacters(in: .whitespacesAndNewlines)),
            ("system", String(system)),
        ]
    }

    static let architecture: String = {
        var name = utsname()
        uname(&name)
        return withUnsafeBytes(of: &name.machine) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }()

    /// How many processes want to run, averaged over the last minute.
    static var load: Double {
        text("/proc/loadavg").split(separator: " ").first.flatMap { Double($0) } ?? 0
    }

    /// Whether others kept it busy during the last minute.
    static func isBusy(_ load: Double) -> Bool { load > 0.5 }

    /// Waits until it has nothing else to do, such as the building that came before; some seconds at most.
    static func awaitRest(atMost seconds: Int) {
        guard seconds > 0, isBusy(load) else { return }
        Progress.step("waiting until the machine has nothing else to do (load \(load))") {
            let end = Date(timeIntervalSinceNow: Double(seconds))
            while isBusy(load), Date() < end { sleep(5) }
        }
    }

    private static func line(_ file: String, _ key: String) -> String? {
        text(file).split(separator: "\n").first { $0.hasPrefix(key) }?
            .split(separator: ":", maxSplits: 1).last?.trimmingCharacters(in: .whitespaces)
    }

    private static func text(_ file: String) -> String {
        (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    }
}

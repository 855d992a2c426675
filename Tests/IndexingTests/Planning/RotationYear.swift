import Foundation
import SystemPackage
import TestSupport

/// A mail host whose logs are rotated each night, and what is in its files: the model that lookups are held against.
struct RotationYear {
    enum Style: String, CaseIterable {
        /// `mail.log` becomes `mail.log.1`, that `mail.log.2.gz`, and so on.
        case numbered
        /// `mail.log` becomes `mail.log-DAY`, compressed a night later.
        case dated
        /// The MTA's own: `mail.log_current` becomes `mail.log_yesterday`; what was that is appended to `mail.log`.
        case cumulative
        /// `mail.log` is copied and then emptied, and written on.
        case copyTruncate
    }

    /// One file: the records in it, and how they are packed.
    private struct File {
        var numbers: [Range<Int>]
        var packing: Packaging
        var day: Int
    }

    static let recordsADay = 8
    /// In days: 30 and 300 in a whole year.
    private let zstdAge: Int
    private let deletionAge: Int

    let site: Site
    let style: Style
    private var files: [String: File] = [:]
    /// An upper bound of the bytes that have to be read tonight.
    private(set) var bytesToRead = 0
    private(set) var told = 0

    init(_ site: Site, _ style: Style, nights: Int) {
        zstdAge = nights * 30 / 365
        deletionAge = nights * 300 / 365
        self.site = site
        self.style = style
    }

    /// Whether any file holds the record.
    func holds(_ number: Int) -> Bool {
        files.values.contains { $0.numbers.contains { $0.contains(number) } }
    }

    private var current: String { style == .cumulative ? "mail.log_current" : "mail.log" }

    /// The rest of the day is written, the logs are rotated, and the first records of the next day come.
    mutating func passNight(_ day: Int) throws {
        bytesToRead = 0
        try write(day)
        switch style {
        case .numbered: try moveOn(day)
        case .dated:
            if day > 0 { try repack(name(day - 1), as: name(day - 1) + ".gz", .gzip1) }
            try rename(current, name(day))
        case .cumulative: try append()
        case .copyTruncate:
            if day > 0 { try repack(name(day - 1), as: name(day - 1) + ".gz", .gzip1) }
            try copyAndEmpty(name(day))
        }
        if style != .cumulative { try age(day) }
        try write(day + 1)
    }

    private func name(_ day: Int) -> String { "mail.log-\(1000 + day)" }

    // MARK: What rotation does

    private mutating func write(_ day: Int) throws {
        let count = RotationYear.recordsADay / 2
        let numbers = told..<told + count
        told += count
        var file = files[current] ?? File(numbers: [], packing: .plain, day: day)
        let old = file.numbers.reduce(0) { $0 + $1.count }
        file.numbers.append(numbers)
        file.day = day
        if FileManager.default.fileExists(atPath: site.path(current).string) {
            try site.append(records(numbers), to: current)
        } else {
            try site.write(records(numbers), current)
        }
        files[current] = file
        // The head, the end as it was, the last record again and what is new; the file may have another name by then.
        bytesToRead += 3 * bytes(old + count)
    }

    private mutating func moveOn(_ day: Int) throws {
        for number in stride(from: day, through: 2, by: -1) {
            for end in [".gz", ".zst"] { try rename("mail.log.\(number)\(end)", "mail.log.\(number + 1)\(end)") }
        }
        try repack("mail.log.1", as: "mail.log.2.gz", .gzip1)
        try rename("mail.log", "mail.log.1")
    }

    private mutating func append() throws {
        if let yesterday = files.removeValue(forKey: "mail.log_yesterday") {
            let text = yesterday.numbers.flatMap { records($0) }
            let log = files["mail.log"] ?? File(numbers: [], packing: .plain, day: 0)
            if log.numbers.isEmpty { try site.write([], "mail.log") }
            try site.append(text, to: "mail.log")
            try site.remove("mail.log_yesterday")
            files["mail.log"] = File(numbers: log.numbers + yesterday.numbers, packing: .plain, day: 0)
            // Its head, its end as it was, what follows its last whole leaf, and what is new.
            bytesToRead += 3 * 65_536 + 2 * text.count
        }
        try rename("mail.log_current", "mail.log_yesterday")
    }

    private mutating func copyAndEmpty(_ copy: String) throws {
        guard let file = files.removeValue(forKey: current) else { return }
        let text = file.numbers.flatMap { records($0) }
        try site.write(text, copy)
        try FileHandle(forWritingTo: URL(filePath: site.path(current).string)).truncate(atOffset: 0)
        files[copy] = file
        bytesToRead += 3 * text.count
    }

    /// What has come of age is compressed better, or deleted.
    private mutating func age(_ day: Int) throws {
        for (name, file) in files where name != current {
            if file.packing == .gzip1, day - file.day >= zstdAge {
                try repack(name, as: name.dropLast(3) + ".zst", .zstd1)
            } else if day - file.day >= deletionAge {
                try site.remove(name)
                files[name] = nil
            }
        }
    }

    private mutating func rename(_ old: String, _ new: String) throws {
        guard let file = files.removeValue(forKey: old) else { return }
        try site.rename(old, new)
        files[new] = file
    }

    private mutating func repack(_ old: String, as new: String, _ packing: Packaging) throws {
        guard var file = files.removeValue(forKey: old) else { return }
        let packed = packing.pack(file.numbers.flatMap { records($0) })
        try site.write(packed, new)
        try site.remove(old)
        file.packing = packing
        files[new] = file
        // Its head, and one decoding.
        bytesToRead += 2 * packed.count
    }

    private func bytes(_ count: Int) -> Int { count * record(1_000_000).count }
}

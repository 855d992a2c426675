import ArgumentParser

/// A number of bytes as written by people: `500`, `64K`, `250M`, `2G`.
struct ByteCount: ExpressibleByArgument {
    let count: Int

    init?(argument: String) {
        let shifts: [Character: Int] = ["K": 10, "M": 20, "G": 30]
        let shift = argument.last.flatMap { shifts[Character($0.uppercased())] }
        guard let number = Int(shift == nil ? argument : String(argument.dropLast())), number >= 0 else { return nil }
        let (count, overflow) = number.multipliedReportingOverflow(by: 1 << (shift ?? 0))
        guard !overflow else { return nil }
        self.count = count
    }

    static var defaultCompletionKind: CompletionKind { .list(["64M", "250M", "2G"]) }
}

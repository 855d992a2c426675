/// The instruction counts that are kept in a file, and what to make of new ones.
///
/// The file: lines of `name<tab>count<tab>tolerance in per cent`; `# key: value` lines say where the counts are from;
/// what else begins with `#`, and blank lines, are for people.
public struct InstructionBudgets: Sendable, Equatable {
    public struct Entry: Sendable, Equatable {
        public let name: String
        public let count: Int
        /// By how much a count may be greater, in per cent.
        public let tolerance: Double

        public init(name: String, count: Int, tolerance: Double) {
            self.name = name
            self.count = count
            self.tolerance = tolerance
        }
    }

    /// A line that is none of the above, by its number from 1 on.
    public struct Malformed: Error, Equatable {
        public let line: Int

        public init(line: Int) {
            self.line = line
        }
    }

    /// What a new count means.
    public enum Verdict: Sendable, Equatable {
        case within
        /// So much less that the file should be written anew, or a regression up to here would not show.
        case better
        case worse
        /// The file does not have it.
        case unknown
    }

    public var origin: [(key: String, value: String)] = []
    public private(set) var entries: [Entry] = []

    public init(origin: [(key: String, value: String)], entries: [Entry]) {
        self.origin = origin
        self.entries = entries
    }

    public init(parsing text: String) throws(Malformed) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty { continue }
            if line.hasPrefix("#") {
                if let colon = line.range(of: ": ") {
                    let key = line[line.index(after: line.startIndex)..<colon.lowerBound]
                    origin.append((String(key.drop { $0 == " " }), String(line[colon.upperBound...])))
                }
                continue
            }
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 3, let count = Int(fields[1]), count > 0, let tolerance = Double(fields[2]),
                tolerance >= 0
            else { throw Malformed(line: index + 1) }
            entries.append(Entry(name: String(fields[0]), count: count, tolerance: tolerance))
        }
    }

    public var text: String {
        "# Instructions by callgrind; `make budgets` compares, `make budgets-update` writes this file.\n"
            + origin.map { "# \($0.key): \($0.value)\n" }.joined()
            + "# name, instructions, tolerance in per cent\n"
            + entries.map { "\($0.name)\t\($0.count)\t\($0.tolerance, digits: 2)\n" }.joined()
    }

    public func value(of key: String) -> String? {
        origin.first { $0.key == key }?.value
    }

    /// Compares a new count with the one kept. Better is what is lower by more than the tolerance.
    public func verdict(on count: Int, of name: String) -> (verdict: Verdict, change: Double) {
        guard let entry = entries.first(where: { $0.name == name }) else { return (.unknown, 0) }
        let hundredfold = Double(count - entry.count) * 100
        let allowed = entry.tolerance * Double(entry.count)
        let verdict: Verdict = hundredfold > allowed ? .worse : hundredfold < -allowed ? .better : .within
        return (verdict, hundredfold / Double(entry.count))
    }

    public static func == (left: InstructionBudgets, right: InstructionBudgets) -> Bool {
        left.entries == right.entries && left.origin.map(\.key) == right.origin.map(\.key)
            && left.origin.map(\.value) == right.origin.map(\.value)
    }
}

extension Substring {
    /// The first place of a text in this one, without Foundation.
    fileprivate func range(of text: String) -> Range<Index>? {
        ranges(of: text).first
    }
}

/// Counts the shapes of the columns behind the current recipient, and finds the options that explain them best.
struct LeadingVote {
    /// Columns looked at: as many as there are options with a shape, and some more.
    static let width = 12
    private static let shapes = ColumnShape.allCases.count

    private var counts = [Int](repeating: 0, count: width * shapes)
    /// Numbers in records of arriving messages: a queue time stands in departures only.
    private var arrivingNumbers = [Int](repeating: 0, count: width)
    private var zeros = [Int](repeating: 0, count: width)
    private var large = [Int](repeating: 0, count: width)
    private var arrivals = 0
    /// Columns of ids in the record counted last, and records with two.
    private var idsOfRecord = 0
    private var recordsWithTwoIDs = 0

    mutating func beginRecord(isArrival: Bool) {
        arrivals += isArrival ? 1 : 0
        idsOfRecord = 0
    }

    /// Counts a column of a record.
    mutating func add(_ shape: ColumnShape, _ text: Span<UInt8>, _ slot: Range<Int>, column: Int, isArrival: Bool) {
        counts[column * LeadingVote.shapes + shape.rawValue] += 1
        if shape == .id || shape == .idPair {
            idsOfRecord += 1
            recordsWithTwoIDs += idsOfRecord == 2 ? 1 : 0
        }
        guard shape == .number else { return }
        if isArrival { arrivingNumbers[column] += 1 }
        if slot.count == 1, text[slot.lowerBound] == UInt8(ascii: "0") { zeros[column] += 1 }
        // Sensitivities and priorities are single digits.
        if slot.count > 1 { large[column] += 1 }
    }

    /// The options with the highest score, each with a column of its own, in the order of the fields.
    func options() -> LayoutOptions {
        let leading = TextReader.leading
        let width = LeadingVote.width
        // scores[o][c]: the best score of the first o options in the first c columns.
        var scores = [[Double]](
            repeating: [Double](repeating: -.infinity, count: width + 1), count: leading.count + 1)
        var taken = [[Bool]](repeating: [Bool](repeating: false, count: width + 1), count: leading.count + 1)
        scores[0][0] = 0
        for option in leading.indices {
            for column in 0...width where scores[option][column] > -.infinity {
                let off = scores[option][column]
                if off > scores[option + 1][column] {
                    (scores[option + 1][column], taken[option + 1][column]) = (off, false)
                }
                guard column < width else { continue }
                let on = off + score(leading[option].option, column)
                if on > scores[option + 1][column + 1] {
                    (scores[option + 1][column + 1], taken[option + 1][column + 1]) = (on, true)
                }
            }
        }
        return traceBack(scores[leading.count], taken)
    }

    private func traceBack(_ last: [Double], _ taken: [[Bool]]) -> LayoutOptions {
        var column = 0
        for candidate in last.indices where last[candidate] > last[column] { column = candidate }
        var options: LayoutOptions = []
        for option in TextReader.leading.indices.reversed() where taken[option + 1][column] {
            options.insert(TextReader.leading[option].option)
            column -= 1
        }
        // Ids in two columns but never both in one record are one field, before which a print doubled the blank.
        if options.contains([.envelopeID, .messageID]), recordsWithTwoIDs == 0 { options.remove(.envelopeID) }
        return options
    }

    private func count(_ column: Int, _ shape: ColumnShape) -> Int {
        counts[column * LeadingVote.shapes + shape.rawValue]
    }

    /// How well an option explains a column: 1 for each slot of its shape, a fine for each of another.
    private func score(_ option: LayoutOptions, _ column: Int) -> Double {
        var sum = 0.0
        for shape in ColumnShape.allCases {
            let number = count(column, shape)
            if number > 0 { sum += Double(number) * weight(option, shape, column) }
        }
        return sum
    }

    private func weight(_ option: LayoutOptions, _ shape: ColumnShape, _ column: Int) -> Double {
        let misfit = -3.0
        switch (option, shape) {
        // Of slots that are always empty, those of the usual options are the likeliest.
        case (.filename, .empty), (.messageID, .empty): return 0.01
        case (_, .empty): return 0
        case (.notary, .number), (.sensitivity, .number), (.priority, .number): return numberWeight(option, column)
        case (.filename, .queueFile): return 1
        // Where one column of ids is there it is taken for message-IDs.
        case (.envelopeID, .id): return 0.8
        case (.messageID, .id): return 1
        case (.messageID, .idPair): return 1
        case (.envelopeID, .address), (.messageID, .address): return 0.1
        // A bare id in a column of others: strangers send what they like.
        case (.envelopeID, .host), (.messageID, .host), (.envelopeID, .word), (.messageID, .word): return -1
        case (.username, .starredUser), (.username, .word): return 1
        case (.username, .address): return 0.2
        // A user before a diagnostic in words looks like such words.
        case (.username, .other): return -0.5
        case (.username, .host): return -1
        case (.connection, .system): return 1
        case (.connection, .host): return 0.9
        // Without a remote host, a diagnostic follows at once.
        case (.connection, .other): return 0
        case (.connection, .word): return -0.5
        case (.intermediate, .address): return 1
        case (.intermediate, .word): return 0
        case (.filter, .quoted): return 1
        // An initial address pushes the filter a column on.
        case (.filter, .address), (.intermediate, .quoted): return 0
        case (.filter, .other), (.intermediate, .other): return -0.5
        default: return misfit
        }
    }

    /// Numbers: notary flags are large; a sensitivity is mostly 0, a priority mostly not.
    private func numberWeight(_ option: LayoutOptions, _ column: Int) -> Double {
        let numbers = Double(max(1, count(column, .number)))
        let isLarge = Double(large[column]) > numbers / 10
        if arrivals > 0, arrivingNumbers[column] == 0 { return -1 }
        if option == .notary { return isLarge ? 1 : 0.3 }
        guard !isLarge else { return -1 }
        let mostlyZero = Double(zeros[column]) > numbers / 2
        return mostlyZero == (option == .sensitivity) ? 1 : 0.6
    }
}

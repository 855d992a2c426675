/// One contender's figures in one comparison.
public struct Figure: Sendable {
    /// What was to be done: the same for all contenders of a comparison.
    public let task: String
    /// Who did it.
    public let contender: String
    public let samples: Samples
    public let unit: Quantity
    /// Whether the contender is this program.
    public let isOurs: Bool
    /// What it is compared with, and by what factor its median is that one's.
    public var yardstick: (name: String, ratio: Double)?
    public var budget: Budget?

    public init(
        task: String, contender: String, samples: Samples, unit: Quantity, isOurs: Bool,
        yardstick: (name: String, ratio: Double)? = nil, budget: Budget? = nil
    ) {
        self.task = task
        self.contender = contender
        self.samples = samples
        self.unit = unit
        self.isOurs = isOurs
        self.yardstick = yardstick
        self.budget = budget
    }

    /// Whether the budget is met; nil where there is none, or nothing to compare with.
    public var isMet: Bool? {
        guard let budget else { return nil }
        switch budget.measure {
        case .median: return budget.admits(samples.median)
        case .ratio: return yardstick.map { budget.admits($0.ratio) }
        }
    }
}

/// What a figure must not exceed, or must reach.
public struct Budget: Sendable, Equatable {
    public enum Measure: Sendable {
        /// The median itself.
        case median
        /// The median as a multiple of the yardstick's.
        case ratio
    }

    public let measure: Measure
    /// The greatest value that is good.
    public let atMost: Double

    public init(_ measure: Measure, atMost: Double) {
        self.measure = measure
        self.atMost = atMost
    }

    func admits(_ value: Double) -> Bool { value <= atMost }

    /// As a table has it.
    public func text(_ unit: Quantity) -> String {
        measure == .median ? "≤ \(unit.text(atMost))" : "≤ \(atMost, digits: 3) ×"
    }
}

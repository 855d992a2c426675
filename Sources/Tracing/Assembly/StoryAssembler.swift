public import MTALog
import SystemPackage

/// Tells the story of one message from its records. Pure, and near linear in the records.
public struct StoryAssembler {
    /// From when to when the archives reach, as far as known.
    public struct Coverage: Sendable, Hashable {
        public var begin: Stamp?
        public var end: Stamp?
        /// Long spans between, of which no archive has a record; ascending.
        public var holes: [ClosedRange<Stamp>]

        public init(begin: Stamp? = nil, end: Stamp? = nil, holes: [ClosedRange<Stamp>] = []) {
            self.begin = begin
            self.end = end
            self.holes = holes
        }
    }

    var story = Story()
    let coverage: Coverage
    let table: HopTable
    let feeding: Feeding
    /// Of each stay, its recipient's place in the story.
    var recipientOfStay: [Int] = []
    /// The places of each process's connections in the story.
    var connectionsOfProcess: [[UInt8]: [Int]] = [:]
    /// The message's own ids.
    let ownIDs: Set<[UInt8]>
    /// How many directories the records' archives lie in.
    let directories: Int

    /// The story of records that are one message's: with their fields, in time order. Enqueues of its notifications may
    /// be among them; connection and header records are told with it.
    public static func story(of records: [FoundRecord], coverage: Coverage = Coverage()) -> Story {
        var assembler = StoryAssembler(records, coverage)
        assembler.tell()
        return assembler.story
    }

    init(_ records: [FoundRecord], _ coverage: Coverage) {
        story.records = records
        self.coverage = coverage
        let steps = records.enumerated().compactMap { StoryStep($1, at: $0) }
        let ownIDs = StoryAssembler.ownIDs(steps)
        self.ownIDs = ownIDs
        table = HopTable(steps.filter { !$0.isLink(to: ownIDs) })
        feeding = Feeding(table)
        directories = Set(Set(records.map(\.path)).map { $0.removingLastComponent() }).count
        tellLinks(steps)
        tellHeaders(steps)
        tellConnections(steps)
    }

    private mutating func tell() {
        tellMessage()
        tellRefusals()
        tellRecipients()
        tellHops()
        tellAttempts()
        tellOutcomes()
        tellGaps()
    }

    /// The steps that are not merely a notification's enqueue.
    static func ownSteps(_ steps: [StoryStep]) -> [StoryStep] {
        let ids = ownIDs(steps)
        return steps.filter { !$0.isLink(to: ids) }
    }

    /// Ids that are somebody's own and that nobody else of these records reports on come first: where a notification's
    /// enqueue lies among its message's records, its id is not the message's.
    private static func ownIDs(_ steps: [StoryStep]) -> Set<[UInt8]> {
        let messages = steps.filter { $0.kind == .message }
        let own = Set(messages.compactMap(\.ownID))
        let reports = Set(messages.filter { $0.aboutIDs.contains(where: own.contains) }.compactMap(\.ownID))
        return own.subtracting(reports)
    }
}

extension StoryStep {
    /// Whether this is a notification's enqueue, which only ties it to the message of these ids.
    func isLink(to ids: Set<[UInt8]>) -> Bool {
        guard let ownID else { return false }
        return !ids.contains(ownID) && aboutIDs.contains(where: ids.contains)
    }
}

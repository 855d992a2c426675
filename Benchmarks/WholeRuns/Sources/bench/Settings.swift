import Foundation

/// How much is measured.
struct Settings {
    /// Decoded bytes of the corpus.
    var bytes = 200 << 20
    /// Into how many daily files it is cut.
    var days = 8
    /// Into how many files it is cut to be indexed night by night.
    var nights = 8
    /// Decoded bytes of the corpus of each other layout.
    var layoutBytes = 100 << 20
    /// Decoded bytes of the large corpus; 0 for none.
    var largeBytes = 0
    /// How often each whole run is made.
    var runs = 5
    /// How often what takes long takes part: decoders by one thread, searches that read everything.
    var slowRuns = 5
    /// How often others build their index.
    var builderRuns = 5
    /// How often each lookup is made.
    var lookups = 50
    var seed = 7
    /// Seconds to wait at most for the machine to have nothing else to do.
    var patience = 0
    /// Only comparisons of these groups; empty for all.
    var groups: Set<Group> = []

    enum Group: String, CaseIterable {
        case index, layouts, nights, lookups, cold, size, pack, large
    }

    func includes(_ group: Group) -> Bool {
        (groups.isEmpty || groups.contains(group)) && (group != .large || largeBytes > 0)
    }

    static let quick = Settings()
    static let full = Settings(
        bytes: 2000 << 20, days: 8, nights: 50, largeBytes: 20_000 << 20, runs: 5, slowRuns: 3, builderRuns: 1,
        lookups: 100, patience: 180)
}

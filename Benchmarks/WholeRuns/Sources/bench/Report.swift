import Figures
import Foundation

/// What was found, and under which circumstances.
struct Report {
    enum Section: String, CaseIterable {
        case index = "Indexing"
        case layouts = "Indexing each layout"
        case builders = "Others that build an index"
        case nights = "Night by night"
        case lookups = "Lookups"
        case searches = "Without an index"
        case largeIndex = "Indexing the large corpus"
        case large = "Lookups in the large corpus"
        case cold = "Nothing in memory"
        case size = "Size and memory"
        case pack = "Packing"
    }

    let settings: Settings
    let machine: Machine
    let loadBefore: Double
    let folder: URL
    var loadAfter = 0.0
    var measurements: [(section: Section, measurement: Figure)] = []
    var remarks: [(section: Section, text: String)] = []
    var leftOut: [String] = []
    /// Groups that did not come to their end, and why.
    var failures: [String] = []
    var commands: [String] = []
    var versions: [(tool: String, version: String)] = []

    init(settings: Settings, machine: Machine, loadBefore: Double, folder: URL) {
        self.settings = settings
        self.machine = machine
        self.loadBefore = loadBefore
        self.folder = folder
    }

    func measurements(in section: Section) -> [Figure] {
        measurements.filter { $0.section == section }.map(\.measurement)
    }
}

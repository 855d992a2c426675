import Archives
import Foundation
import IndexModel
import LMDBIndex
import SystemPackage
import TestSupport
import Testing

@testable import Indexing

/// A run that finds nothing changed by a look at the status alone: it must find nothing else than a whole plan would.
@Suite struct UnchangedFilesTests {
    /// What may befall a tree between two runs.
    enum Event: CaseIterable {
        case nothing, touched, renamed, removed, grown, new, copied, putBack, linked, replaced, noLogTouched,
            otherNoLog,
            cutGzip, empty, exchanged, comeBack
    }

    @Test(arguments: Event.allCases) func nothingIsFoundUnchangedThatAPlanWouldChange(_ event: Event) throws {
        try Site.with { site in
            try UnchangedFilesTests.prepare(site, event)
            try site.run()
            try UnchangedFilesTests.bring(event, to: site)
            let (files, plan) = try UnchangedFilesTests.found(site)
            guard let files else {
                // Then there is something to be done, a file to be read, or one that is looked at or told of each time.
                let isEachTime = event == .empty || event == .cutGzip || event == .linked
                #expect(!plan.isEmpty || plan.report.fileBytes > 0 || isEachTime)
                return
            }
            let short = IndexPlan(files, nextArchive: plan.nextArchive)
            #expect(plan.isEmpty && plan.deferred.isEmpty)
            #expect(short.report == plan.report && short.unread == plan.unread)
            #expect(event == .nothing || event == .linked)
        }
    }

    /// Most of a night's files are as they were, and the catalog has files that are gone and others outside the tree.
    @Test func whatIsElsewhereOrGoneIsPassedOver() throws {
        try Site.with { site in
            for number in 0..<20 { try site.write(records(number * 10..<number * 10 + 10), "mail.log.\(number)") }
            try site.write(records(900..<910), "old")
            try site.run()
            try site.remove("old")
            try site.run()
            let (files, _) = try UnchangedFilesTests.found(site)
            #expect(files?.count == 20 && files?.notLogs.isEmpty == true)
            let (some, plan) = try UnchangedFilesTests.found(site, [site.path("mail.log.3"), site.path("mail.log.4")])
            #expect(some?.count == 2 && plan.isEmpty)
        }
    }

    private static func prepare(_ site: Site, _ event: Event) throws {
        try site.write(records(0..<10), "mail.log")
        try site.write(records(10..<20), "mail.log.1")
        try site.write(records(20..<30), "mail.log.2")
        try site.write(gzip(records(30..<40)), "mail.log.3.gz")
        try site.write(Array("No log.\n".utf8), "README")
        switch event {
        case .cutGzip: try site.write(gzip(records(40..<400)).dropLast(20), "mail.log.4.gz")
        case .empty: try site.write([], "mail.log.4")
        case .comeBack:
            try site.run()
            try FileManager.default.moveItem(
                atPath: site.path("mail.log.2").string, toPath: site.index.string + ".kept")
        default: break
        }
    }

    private static func bring(_ event: Event, to site: Site) throws {
        switch event {
        case .nothing, .cutGzip, .empty: break
        case .touched: try site.touch("mail.log.1")
        case .renamed: try site.rename("mail.log.2", "mail.log.5")
        case .removed: try site.remove("mail.log.2")
        case .grown: try site.append(records(90..<91), to: "mail.log")
        case .new: try site.write(records(80..<90), "mail.log.0")
        case .copied: try site.write(records(10..<20), "copy")
        case .putBack: try site.putBack("mail.log.1")
        case .linked:
            try FileManager.default.linkItem(
                atPath: site.path("mail.log.1").string, toPath: site.path("another").string)
        case .replaced:
            try site.remove("mail.log.1")
            try site.write(records(70..<80), "mail.log.1")
        case .noLogTouched: try site.touch("README")
        case .otherNoLog: try site.write(Array("Neither.\n".utf8), "NEWS")
        case .exchanged:
            try site.rename("mail.log.1", "x")
            try site.rename("mail.log.2", "mail.log.1")
            try site.rename("x", "mail.log.2")
        case .comeBack:
            try FileManager.default.moveItem(
                atPath: site.index.string + ".kept", toPath: site.path("mail.log.2").string)
        }
    }

    /// What is told by the status alone, and the whole plan.
    private static func found(_ site: Site, _ paths: [FilePath]? = nil) throws -> (UnchangedFiles?, IndexPlan) {
        let snapshot = try IndexReader(site.index).snapshot()
        let inputs = try snapshot.inputs()
        let walk = FileWalk(paths ?? [site.logs])
        let plan = IndexPlan(
            walk, catalog: try snapshot.archives(), inputs: inputs, nextArchive: ArchiveID(1000),
            windowLimit: IndexOptions().windowLimit)
        return (try UnchangedFiles(walk, snapshot, inputs, trustsModificationTime: false), plan)
    }
}

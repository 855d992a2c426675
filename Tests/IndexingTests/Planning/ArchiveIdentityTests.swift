import Archives
import IndexModel
import LMDBIndex
import Testing

@testable import Indexing

/// Which archive a file holds, as a table of cases. Nothing is on a disk: status, beginning and end are what the case says.
@Suite struct ArchiveIdentityTests {
    /// What a file looks like, and how it differs from the one that the catalog has.
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let expected: Expected
        var path = "/log/mail.log"
        var status = known
        var codec: UInt8 = 0
        /// Whether the first and the last bytes are those of the archive.
        var head = true
        var end = true
        var trustsModificationTime = false
        /// What is still at the path that the catalog has.
        var old: Old = .absent
        /// Whether the catalog says that the file is gone.
        var wasGone = false

        enum Old { case absent, same, other, unknown }
        enum Expected { case unchanged, secondName, renamed, grown, candidate, new }

        var testDescription: String { name }

        init(_ name: String, _ expected: Expected, _ change: (inout Case) -> Void = { _ in }) {
            (self.name, self.expected) = (name, expected)
            change(&self)
        }
    }

    static let known = FileStatus(size: 1000, modificationTime: 10, changeTime: 20, inode: 5, device: 1)
    fileprivate static let headPrint = Fingerprint(high: 1, low: 2, length: 64)
    fileprivate static let endFingerprint = Fingerprint(high: 3, low: 4, length: 64)

    private static let cases = [
        Case("nothing has changed", .unchanged),
        Case("written to in place, its time put back", .candidate) { $0.status.changeTime = 21 },
        Case("the same, and the change time is left out", .unchanged) {
            $0.status.changeTime = 21
            $0.trustsModificationTime = true
        },
        Case("made anew with the same inode, size and time", .candidate) { $0.status.changeTime = 30 },
        Case("put back as another file with its time", .candidate) {
            $0.status.inode = 6
            $0.status.changeTime = 30
        },
        Case("put back with its time, and the change time is left out", .candidate) {
            $0.status.inode = 6
            $0.trustsModificationTime = true
        },
        Case("on another disk with the same inode", .candidate) { $0.status.device = 2 },
        Case("touched", .candidate) {
            $0.status.modificationTime = 11
            $0.status.changeTime = 21
        },
        Case("renamed", .renamed) {
            $0.path = "/log/mail.log.1"
            $0.status.changeTime = 21
        },
        Case("renamed, and its old name has another file", .renamed) {
            $0.path = "/log/mail.log.1"
            $0.old = .other
        },
        Case("renamed, and its old name cannot be looked at", .renamed) {
            $0.path = "/log/mail.log.1"
            $0.old = .unknown
        },
        Case("a second name", .secondName) {
            $0.path = "/log/also"
            $0.status.changeTime = 21
            $0.old = .same
        },
        Case("copied with its time", .candidate) {
            $0.path = "/copy/mail.log"
            $0.status.inode = 6
            $0.status.changeTime = 30
            $0.old = .same
        },
        Case("renamed and written to", .candidate) {
            $0.path = "/log/mail.log.1"
            $0.status.modificationTime = 11
        },
        Case("grown", .grown) {
            $0.status.size = 1100
            $0.status.modificationTime = 11
            $0.status.changeTime = 21
        },
        Case("renamed and grown", .grown) {
            $0.path = "/log/mail.log.1"
            $0.status.size = 1100
        },
        Case("grown, but other where it ended", .candidate) {
            $0.status.size = 1100
            $0.end = false
        },
        Case("grown and compressed otherwise", .candidate) {
            $0.status.size = 1100
            $0.codec = 1
        },
        Case("begins otherwise", .new) {
            $0.status.size = 1100
            $0.head = false
        },
        Case("begins otherwise, its size and time put back", .new) {
            $0.status.changeTime = 21
            $0.head = false
        },
        Case("cut off", .new) { $0.status.size = 900 },
        Case("cut off and compressed", .candidate) {
            $0.status.size = 900
            $0.codec = 1
        },
        Case("come back as it was", .unchanged) { $0.wasGone = true },
        Case("come back under another name", .candidate) {
            $0.path = "/log/mail.log.1"
            $0.wasGone = true
        },
    ]

    @Test(arguments: cases) func eachCaseIsToldFromTheOthers(_ example: Case) {
        var known = KnownArchives([ArchiveIdentityTests.archive(isPresent: !example.wasGone)])
        let place = KnownArchives.Place(id: ArchiveID(7), index: 0)
        let status = ArchiveIdentity.resolve(
            example.evidence(withContent: false), in: &known, trustsModificationTime: example.trustsModificationTime)
        switch example.expected {
        // What its status tells needs no look at the file.
        case .unchanged: #expect(status == .unchanged(place))
        case .secondName: #expect(status == .secondName(place))
        case .renamed: #expect(status == .renamed(place))
        case .grown, .candidate, .new:
            #expect(status == .undecided)
            let identity = ArchiveIdentity.resolve(
                example.evidence(withContent: true), in: &known,
                trustsModificationTime: example.trustsModificationTime)
            switch example.expected {
            case .grown: #expect(identity == .grown(place))
            case .candidate: #expect(identity == .candidates([ArchiveID(7)]))
            default: #expect(identity == .new)
            }
        }
    }

    @Test func aPlaceThatIsAnotherFilesIsNotTaken() {
        var known = KnownArchives([ArchiveIdentityTests.archive()])
        let renamed = Case("", .renamed) { $0.path = "/log/mail.log.1" }
        let identity = ArchiveIdentity.resolve(renamed.evidence(withContent: true), in: &known, where: { _ in false })
        #expect(identity == .candidates([ArchiveID(7)]))
    }

    @Test func theArchiveThatTheFileWasIsTriedFirst() {
        // The longer one would come first otherwise.
        let other = ArchiveIdentityTests.archive(ArchiveID(8), path: "/log/other", inode: 9, length: 999)
        var known = KnownArchives([ArchiveIdentityTests.archive(), other])
        let touched = Case("", .candidate) { $0.status.changeTime = 21 }
        let identity = ArchiveIdentity.resolve(touched.evidence(withContent: true), in: &known)
        #expect(identity == .candidates([ArchiveID(7), ArchiveID(8)]))
    }

    private static func archive(
        _ id: ArchiveID = ArchiveID(7), path: String = "/log/mail.log", inode: UInt64 = 5, length: UInt64 = 950,
        isPresent: Bool = true
    ) -> ArchiveEntry {
        var location = ArchiveLocation(
            path: Array(path.utf8), codec: 0, size: known.size, modificationTime: known.modificationTime,
            changeTime: known.changeTime, inode: inode, device: known.device, isPresent: isPresent,
            frames: FrameSetID(id))
        location.length = length
        location.end = endFingerprint
        var entry = ArchiveEntry(id: id, locations: [location], head: headPrint)
        entry.indexedLength = length
        entry.content.leaves = LeafChain(Fingerprint(high: 0, low: 0, length: length))
        return entry
    }
}

extension ArchiveIdentityTests.Case {
    fileprivate func evidence(withContent: Bool) -> FileEvidence {
        FileEvidence(
            path: Array(path.utf8), status: status, content: withContent ? content : nil,
            presence: { path in
                #expect(path == Array("/log/mail.log".utf8))
                return presence
            })
    }

    private var content: ContentEvidence {
        ContentEvidence(
            codec: codec, headLength: 64,
            head: { head ? ArchiveIdentityTests.headPrint : Fingerprint(high: 9, low: 9, length: $0) },
            end: { _ in end ? ArchiveIdentityTests.endFingerprint : Fingerprint(high: 9, low: 9, length: 64) },
            decodedLength: codec == 0 ? status.size : nil)
    }

    private var presence: Presence {
        switch old {
        case .absent: .absent
        case .same: .there(status)
        case .other: .there(FileStatus(size: 1, modificationTime: 1, inode: 99, device: 1))
        case .unknown: .unknown(ArchiveError("cannot be looked at"))
        }
    }
}

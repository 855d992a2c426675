import Glibc
import IndexModel
import LMDB
import SystemPackage

extension EnvironmentFiles {
    /// Refuses a directory in which others could put something into the place of the index's files.
    ///
    /// Members of the directory's group are no strangers: who gives them the directory means to. Only a writer asks whose
    /// directory it is: readers may look things up in the index of a service, but root must not write where somebody
    /// else can exchange the files, and what it made there the owner could not go on with.
    func requireSafety(forWriting isWriting: Bool) throws {
        guard !permissions.contains(.otherWrite) else {
            throw IndexError(
                .unsuitable, "everybody may write into the directory, and exchange the index's files",
                remedy: "take that away with 'chmod o-w' if nobody has, or choose another directory",
                directory: directory)
        }
        if isWriting { try requireOwner() }
        let names = ["data.mdb", "lock.mdb"]
        for name in isWriting ? names + [WriterLock.fileName, IndexWriter.compactionName] : names {
            guard try entry(name)?.isLink == true else { continue }
            throw IndexError(
                .unsuitable, "\(name) is a symbolic link, which is not followed",
                remedy: "put the file itself into its place; the directory may be a link", directory: directory)
        }
    }

    private func requireOwner() throws {
        let user = geteuid()
        let isShared = permissions.isSuperset(of: [.setGroupID, .groupWrite])
        guard owner != 0, owner != user, user == 0 || !isShared else { return }
        throw IndexError(
            .unsuitable, "the directory belongs to user \(owner), and this is user \(user)",
            remedy: "run as its owner, or choose another directory", directory: directory)
    }

    /// Whether there is a file that may hold an index; false when there is none yet, or one that a run began and was ended
    /// before it wrote anything.
    ///
    /// - Throws: `IndexError` where the file is blank or cut short and held an index before.
    func holdsData() throws -> Bool {
        switch try dataState() {
        case .present: return true
        case .missing: return false
        case .blank where !WriterLock.marksIndex(in: directory): return false
        case .blank, .cutShort: throw IndexError.lost(directory)
        }
    }

    /// Takes a file away that a run began, and in which nothing ever was. Only with the writer's lock.
    func removeUnborn() throws {
        guard try !holdsData() else { return }
        try removeBlankData()
    }
}

extension IndexError {
    /// The data file is blank, though there was an index.
    static func lost(_ directory: FilePath) -> IndexError {
        IndexError(
            .damaged, "data.mdb is empty or cut short, and held an index before",
            remedy: "remove the directory and index the archives again", directory: directory)
    }
}

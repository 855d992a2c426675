import LMDB
public import SystemPackage

/// Why the index could not be read or written, and what to do about it.
public struct IndexError: Error, Sendable, CustomStringConvertible {
    public enum Kind: Sendable, Hashable {
        /// There is no index at the path.
        case missing
        /// What lies there is no index of this program, or of a newer version of it.
        case foreign
        /// A row does not have the form that it should.
        case damaged
        /// The file system cannot hold an index.
        case unsuitable
        /// The store or the system refused.
        case refused
    }

    public let kind: Kind
    /// What went wrong.
    public let reason: String
    /// What to do.
    public let remedy: String?
    /// The index's directory.
    public let directory: FilePath

    public init(_ kind: Kind, _ reason: String, remedy: String? = nil, directory: FilePath) {
        self.kind = kind
        self.reason = reason
        self.remedy = remedy
        self.directory = directory
    }

    public var description: String {
        "index \(directory): \(sentence)"
    }

    /// What went wrong, and what to do: what is said behind the name of the directory, which need be no text.
    public var sentence: String {
        reason + (remedy.map { "; \($0)" } ?? "")
    }
}

extension IndexError {
    static func damaged(_ what: String, _ directory: FilePath) -> IndexError {
        IndexError(
            .damaged, "\(what) is damaged",
            remedy: "remove the directory and index the archives again", directory: directory)
    }

    static func otherVersion(_ directory: FilePath) -> IndexError {
        IndexError(
            .foreign, "it was made by another version of mtatrail",
            remedy: "use that version, or make a new index elsewhere", directory: directory)
    }

    static func foreign(_ directory: FilePath) -> IndexError {
        IndexError(
            .foreign, "its file belongs to another program",
            remedy: "choose another directory with --index or MTATRAIL_INDEX", directory: directory)
    }

    init(_ error: LMDBError, _ directory: FilePath) {
        self.init(
            error.isDamaged ? .damaged : .refused, "\(error.operation): \(error.reason)", remedy: error.remedy,
            directory: directory)
    }
}

/// Runs `body` and turns whatever it throws into the one error of this module: a row that cannot be read is damage to
/// `part`, the store's own errors keep their words.
func attributing<Result: ~Copyable>(
    _ part: @autoclosure () -> String, of directory: FilePath, _ body: () throws -> Result
) throws(IndexError) -> Result {
    do {
        return try body()
    } catch let error as IndexError {
        throw error
    } catch let error as LMDBError {
        throw IndexError(error, directory)
    } catch {
        throw .damaged(part(), directory)
    }
}

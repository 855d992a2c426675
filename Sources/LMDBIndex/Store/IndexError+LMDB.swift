import Archives
import IndexModel
import LMDB
import SystemPackage

extension IndexError {
    init(_ kind: Kind, _ reason: String, remedy: Remedy? = nil, directory: FilePath) {
        self.init(kind, reason, remedy: remedy, place: directory.bytes)
    }

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
            remedy: .chooseAnother, directory: directory)
    }

    init(_ error: LMDBError, _ directory: FilePath) {
        self.init(
            error.isDamaged ? .damaged : .refused, "\(error.operation): \(error.reason)",
            remedy: error.remedy.map(Remedy.other),
            directory: directory)
    }
}

/// Runs `body` and turns whatever it throws into the one error of an index: a row that cannot be read is damage to
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

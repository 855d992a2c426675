import Archives
import ArgumentParser
import IndexModel
import LMDBIndex
import SystemPackage

/// The store that the program's indexes are in: nothing else in the program names one.
typealias Store = LMDBStore

/// Where the index lies: `--index`, else the environment, else the system's place for it.
struct IndexDirectory: ParsableArguments {
    @Option(
        name: .customLong("index"),
        help: ArgumentHelp(
            "The index's directory. (default: $MTATRAIL_INDEX, else /var/lib/mtatrail)", valueName: "dir"))
    var directory: PathArgument?

    var store: Store { IndexDirectory.store(given: directory?.path) }

    /// The index, where a directory was given or not.
    static func store(given directory: FilePath?) -> Store {
        Store(directory ?? EnvironmentVariable.index.bytes.map { FilePath(bytes: $0) } ?? "/var/lib/mtatrail")
    }

    /// A key cannot be looked up in an index that holds nothing.
    static func requireArchives(_ count: Int, in store: Store) throws {
        guard count > 0 else {
            throw IndexError(
                .missing, "it holds no archives yet", remedy: "fill it with 'mtatrail index PATH...'",
                place: store.place)
        }
    }
}

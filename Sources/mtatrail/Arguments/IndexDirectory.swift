import Archives
import ArgumentParser
import LogIndex
import SystemPackage

/// Where the index lies: `--index`, else the environment, else the system's place for it.
struct IndexDirectory: ParsableArguments {
    @Option(
        name: .customLong("index"),
        help: ArgumentHelp(
            "The index's directory. (default: $MTATRAIL_INDEX, else /var/lib/mtatrail)", valueName: "dir"))
    var directory: PathArgument?

    var path: FilePath { IndexDirectory.path(given: directory?.path) }

    /// The index's directory, where one was given or not.
    static func path(given directory: FilePath?) -> FilePath {
        directory ?? EnvironmentVariable.index.bytes.map { FilePath(bytes: $0) } ?? "/var/lib/mtatrail"
    }

    /// A key cannot be looked up in an index that holds nothing.
    static func requireArchives(_ count: Int, in directory: FilePath) throws {
        guard count > 0 else {
            throw IndexError(
                .missing, "it holds no archives yet", remedy: "fill it with 'mtatrail index PATH...'",
                directory: directory)
        }
    }
}

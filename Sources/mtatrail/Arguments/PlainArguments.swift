import Archives
import SystemPackage

/// The plainest command lines, `COMMAND [--index DIR] [-q] WORD...`, read without the argument parser.
///
/// The parser takes longer to start than a lookup takes to answer, or a run over an unchanged tree to see that: it asks
/// the runtime hundreds of times which types conform to which protocols. Whatever has another option goes through it.
struct PlainArguments {
    private(set) var words: [[UInt8]] = []
    private(set) var isQuiet = false
    private var given: [UInt8]?

    /// The index.
    var store: Store { IndexDirectory.store(given: given.map { FilePath(bytes: $0) }) }

    /// Nil for another command, and for every other command line.
    ///
    /// - Parameter knowsQuiet: whether the command has the option `-q`.
    init?(_ arguments: [[UInt8]], of command: String, knowsQuiet: Bool = false) {
        guard arguments.first == PlainArguments.bytes(command) else { return nil }
        let (index, quiet) = (PlainArguments.bytes("--index"), PlainArguments.bytes("-q"))
        var rest = arguments.dropFirst()
        while let argument = rest.popFirst() {
            if argument == index {
                guard given == nil, let value = rest.popFirst(), PlainArguments.isWord(value) else { return nil }
                given = value
            } else if knowsQuiet, !isQuiet, argument == quiet {
                isQuiet = true
            } else {
                guard PlainArguments.isWord(argument) else { return nil }
                words.append(argument)
            }
        }
    }

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// Whether it is an argument that is no option and does not stand for standard input.
    private static func isWord(_ argument: [UInt8]) -> Bool { argument.first.map { $0 != UInt8(ascii: "-") } ?? false }
}

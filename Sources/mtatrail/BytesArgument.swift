import Archives
import ArgumentParser
import SystemPackage

/// A path as an argument: its bytes, whatever they are.
struct PathArgument: ExpressibleByArgument {
    let path: FilePath

    init(argument: String) {
        path = FilePath(bytes: ArgumentText.bytes(of: argument))
    }
}

/// A key as an argument: its bytes, whatever they are.
struct KeyArgument: ExpressibleByArgument {
    let bytes: [UInt8]

    init(argument: String) {
        bytes = ArgumentText.bytes(of: argument)
    }
}

/// A shell pattern as an argument: its bytes, whatever they are.
struct PatternArgument: ExpressibleByArgument {
    let pattern: NamePattern

    init(argument: String) {
        pattern = NamePattern(ArgumentText.bytes(of: argument))
    }
}

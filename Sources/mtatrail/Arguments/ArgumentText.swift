import Archives
import ArgumentParser
import Printing
import SystemPackage

/// Arguments are bytes, and the argument parser takes texts. Here each becomes a text that gives the bytes back: well-formed
/// UTF-8 is what it is, and every other byte the private character U+10FF00 and so many. Such characters themselves count
/// as bytes that are no text.
enum ArgumentText {
    private static let firstPrivate: UInt32 = 0x10_ff00

    /// The text that stands for an argument. O(length).
    static func text(of bytes: [UInt8]) -> String {
        if bytes.isUTF8, !bytes.contains(privateLead) { return String(decoding: bytes, as: UTF8.self) }
        var text = ""
        var rest = bytes.indices
        while !rest.isEmpty {
            let (characters, broken) = bytes.span.utf8Prefix(of: rest)
            for scalar in String(decoding: bytes[characters], as: UTF8.self).unicodeScalars {
                if scalar.value < firstPrivate {
                    text.unicodeScalars.append(scalar)
                } else {
                    append(String(scalar).utf8, to: &text)
                }
            }
            append(bytes[broken], to: &text)
            rest = broken.upperBound..<bytes.endIndex
        }
        return text
    }

    /// Appends the private characters that stand for bytes.
    private static func append(_ bytes: some Sequence<UInt8>, to text: inout String) {
        text.unicodeScalars.append(contentsOf: bytes.compactMap { Unicode.Scalar(firstPrivate + UInt32($0)) })
    }

    /// The bytes that a text stands for; also of a text that others are quoted in. O(length).
    static func bytes(of text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        guard bytes.contains(privateLead) else { return bytes }
        bytes.removeAll(keepingCapacity: true)
        for scalar in text.unicodeScalars {
            if scalar.value >= firstPrivate {
                bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                bytes += String(scalar).utf8
            }
        }
        return bytes
    }

    /// With which the UTF-8 of all these characters, and of some others, begins.
    private static let privateLead: UInt8 = 0xf4
}

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

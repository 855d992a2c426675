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

    /// What to do about it.
    public enum Remedy: Sendable, Hashable {
        /// Another place for the index.
        case chooseAnother
        /// Another place, on a disk of this machine.
        case chooseLocal
        /// To make an index, or to name the one that is meant.
        case makeOrName
        /// In words.
        case other(String)
    }

    public let kind: Kind
    /// What went wrong.
    public let reason: String
    public let remedy: Remedy?
    /// Where the index is, as `IndexStore.place` has it.
    public let place: [UInt8]

    public init(_ kind: Kind, _ reason: String, remedy: Remedy? = nil, place: [UInt8]) {
        self.kind = kind
        self.reason = reason
        self.remedy = remedy
        self.place = place
    }

    public var description: String {
        "index \(String(decoding: place, as: UTF8.self)): \(sentence)"
    }

    /// What went wrong, and what to do: what is said behind the name of the place, which need be no text.
    public var sentence: String {
        reason + (remedy.map { "; \($0)" } ?? "")
    }
}

extension IndexError.Remedy: CustomStringConvertible, ExpressibleByStringLiteral {
    public init(stringLiteral value: String) {
        self = .other(value)
    }

    /// In words that name no option: how the index's place is given is the program's business.
    public var description: String {
        switch self {
        case .chooseAnother: "choose another directory"
        case .chooseLocal: "choose one on a local disk"
        case .makeOrName: "make one, or name another"
        case .other(let text): text
        }
    }
}

/// How a record is written: the value of the MTA's option LOG_FORMAT.
public enum LogFormat: Int, CaseIterable, Sendable {
    /// Fields behind one another, an empty one leaving two blanks.
    case standard = 1
    /// The same, an empty address written `<>`.
    case angleBrackets = 2
    /// The same, each field of variable length preceded by its length: `5:hello`.
    case counted = 3
    /// An element with attributes: `<en .../>`, `<co .../>`, `<he .../>`.
    case xml = 4
    /// An object under the element's name: `{"en":{...}}`.
    case json = 5
    /// The object alone: `{...}`.
    case flatJSON = 6
}

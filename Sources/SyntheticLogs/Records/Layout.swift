/// What two logs of the same format can still differ in.
public struct Layout: Hashable, Sendable {
    /// How a line ends.
    public enum LineEnd: Sendable {
        /// LF.
        case lineFeed
        /// CR and LF.
        case carriageReturnLineFeed
    }

    /// The width of the source channel's column.
    public var sourceColumn = 12
    /// The width of the destination channel's column.
    public var destinationColumn = 12
    /// The width of the action's column: 0 is none, one blank behind the action whatever its length.
    public var actionColumn = 0
    /// How a line ends.
    public var lineEnd = LineEnd.lineFeed
    /// Whether formats 1 and 2 are folded as in the manuals: a line end before some of the blanks, so that
    /// taking the line ends away gives the record again.
    public var folded = false
    /// Whether empty fields at a line's end leave their blanks.
    public var keepsTrailingBlanks = false
    /// Whether months are written as `JAN`.
    public var upperCaseMonths = false
    /// Whether stamps show hundredths of a second.
    public var hundredths = true

    /// The usual layout.
    public init() {}
}

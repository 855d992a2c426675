/// How a story is to be shown.
public struct ViewOptions: Sendable, Hashable {
    /// The width that text is folded to, in columns of a terminal; at least `fewestColumns`. Records are never folded.
    public var columns: Int
    /// Whether text may use a terminal's colours.
    public var colors: Bool
    /// Whether `showsRecords` escapes what could command a terminal; what the story says itself is always escaped.
    public var escapesRecords: Bool
    /// Whether each reason is followed by what it means and where to look.
    public var explains: Bool
    /// Whether each step is followed by its records, with archive and offset.
    public var showsRecords: Bool

    public static let fewestColumns = 40

    public init(
        columns: Int = 80, colors: Bool = false, escapesRecords: Bool = true, explains: Bool = false,
        showsRecords: Bool = false
    ) {
        self.columns = max(columns, ViewOptions.fewestColumns)
        self.colors = colors
        self.escapesRecords = escapesRecords
        self.explains = explains
        self.showsRecords = showsRecords
    }
}

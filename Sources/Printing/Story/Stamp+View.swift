public import MTALog

/// A moment as people read it.
extension Stamp {
    /// `1998-01-15 10:31:05.18`.
    var dateAndTime: String { description.replacing("T", with: " ") }
    /// `1998-01-15 10:31`.
    public var dateAndMinute: String { "\(date) \(hourAndMinute)" }
    /// `1998-01-15`.
    var date: String { String(description.split(separator: "T").first ?? "") }
    /// `10:31:05.18`.
    var time: String { String(description.split(separator: "T").last ?? "") }
    /// `10:31`.
    var hourAndMinute: String { String(time.prefix(5)) }
    /// `10:31:05`.
    var wholeTime: String { String(time.prefix(8)) }
}

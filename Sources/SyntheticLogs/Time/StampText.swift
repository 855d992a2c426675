/// Writes stamps; the date part is made once a day.
struct StampText {
    /// How dates are spelled.
    enum Spelling {
        /// `19-Jan-1998 19:16:57.64`
        case classic
        /// `19-JAN-1998 19:16:57.64`
        case classicUpperCase
        /// `1998-01-19T19:16:57.64`, of XML and JSON.
        case iso
    }

    private let spelling: Spelling
    private let hundredths: Bool
    private var day = -1
    private var date: [UInt8] = []

    init(_ spelling: Spelling, hundredths: Bool) {
        self.spelling = spelling
        self.hundredths = hundredths
    }

    mutating func append(_ stamp: LogStamp, to buffer: inout [UInt8]) {
        if stamp.day != day {
            day = stamp.day
            date = Self.date(CalendarDay(daysSince1970: day), spelling)
        }
        buffer.append(contentsOf: date)
        let inDay = stamp.hundredths % LogStamp.hundredthsOfADay
        buffer.append(twoDigits: inDay / LogStamp.hundredthsOfAnHour)
        buffer.append(UInt8(ascii: ":"))
        buffer.append(twoDigits: inDay / LogStamp.hundredthsOfAMinute % 60)
        buffer.append(UInt8(ascii: ":"))
        buffer.append(twoDigits: inDay / 100 % 60)
        guard hundredths else { return }
        buffer.append(UInt8(ascii: "."))
        buffer.append(twoDigits: inDay % 100)
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func date(_ day: CalendarDay, _ spelling: Spelling) -> [UInt8] {
        let month = months[day.month - 1]
        var text: [UInt8] = []
        switch spelling {
        case .classic, .classicUpperCase:
            text.append(twoDigits: day.day)
            text.append(UInt8(ascii: "-"))
            text.append(ascii: spelling == .classic ? month : month.uppercased())
            text.append(UInt8(ascii: "-"))
            text.append(decimal: day.year)
            text.append([UInt8].blank)
        case .iso:
            text.append(decimal: day.year)
            text.append(UInt8(ascii: "-"))
            text.append(twoDigits: day.month)
            text.append(UInt8(ascii: "-"))
            text.append(twoDigits: day.day)
            text.append(UInt8(ascii: "T"))
        }
        return text
    }
}

import SyntheticLogs
import Testing

@Suite struct CalendarTests {
    @Test func daysAreCountedFrom1970() throws {
        #expect(try #require(CalendarDay(year: 1970, month: 1, day: 1)).daysSince1970 == 0)
        #expect(try #require(CalendarDay(year: 2000, month: 3, day: 1)).daysSince1970 == 11017)
        #expect(try #require(CalendarDay(year: 2025, month: 3, day: 1)).daysSince1970 == 20148)
    }

    @Test func everyDayOfAHundredYearsComesBack() {
        for days in 0..<36600 {
            #expect(CalendarDay(daysSince1970: days).daysSince1970 == days)
        }
    }

    @Test func thereIsNoSuchDay() {
        #expect(CalendarDay(year: 2023, month: 2, day: 29) == nil)
        #expect(CalendarDay(year: 2024, month: 2, day: 29) != nil)
        #expect(CalendarDay(year: 2024, month: 13, day: 1) == nil)
    }
}

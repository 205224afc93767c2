/// The three spellings of a date in HTTP, https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7:
/// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`.
enum HTTPDate {
    /// Seconds since 1970.
    static func seconds(_ text: String) -> Double? {
        var words = text.split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
        guard words.count == 5 || (words.count == 6 && ["GMT", "UTC"].contains(words[5].uppercased())) else { return nil }
        // asctime has the month before the day and the year last.
        if words.count == 5 { words = [words[0], words[2], words[1], words[4], words[3]] }
        guard let day = Int(words[1]), (1...31).contains(day), var year = Int(words[3]), year >= 0,
            let month = months.firstIndex(of: words[2].lowercased())
        else { return nil }
        // Two digits were meant for the last century's clocks, and now can only mean this one.
        if words[3].count == 2 { year += year < 70 ? 2000 : 1900 }
        let clock = words[4].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
        guard clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]), (0...60).contains(clock[2]) else { return nil }
        return Double(days(year, month + 1, day) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2])
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }
}

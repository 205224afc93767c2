import Foundation
import Testing
import Web

struct RetryAfterTests {
    private func wait(_ headers: (String, String)...) throws -> Duration? {
        WebAnswer(status: 429, headers: WebHeaders(headers), url: try address("http://a.org")).retryAfter
    }
    private let date = ("Date", "Sun, 06 Nov 1994 08:49:00 GMT")

    @Test func secondsAndFractionsOfThem() throws {
        #expect(try wait(("Retry-After", "7")) == .seconds(7))
        #expect(try wait(("retry-after", " 0.25 ")) == .milliseconds(250))
    }

    @Test func milliseconds() throws {
        #expect(try wait(("Retry-After-Ms", "1500.5")) == .milliseconds(1501))
        #expect(try wait(("openai-poll-after-ms", "5000")) == .seconds(5))
        #expect(try wait(("retry-after-ms", "20"), ("Retry-After", "1")) == .milliseconds(20))
    }

    @Test(arguments: ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"])
    func aDateInEachOfItsThreeFormsIsMeasuredAgainstTheServersClock(_ text: String) throws {
        #expect(try wait(("Retry-After", text), date) == .seconds(37))
    }

    @Test func aDateWithoutAServersClockIsMeasuredAgainstOurs() throws {
        #expect(try wait(("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT")) == .zero)
        #expect(try wait(("Retry-After", "Fri, 31 Dec 2500 23:59:59 GMT")) == .seconds(600))
    }

    @Test func itIsNeverNegativeAndNeverMoreThanTenMinutes() throws {
        #expect(try wait(("Retry-After", "-5")) == .zero)
        #expect(try wait(("Retry-After", "86400")) == .seconds(600))
        #expect(try wait(("Retry-After", "1e300")) == .seconds(600))
        #expect(try wait(("Retry-After", "Sun, 06 Nov 1994 08:48:37 GMT"), date) == .zero)
        #expect(try wait(("Retry-After", "Mon, 07 Nov 1994 08:49:37 GMT"), date) == .seconds(600))
    }

    @Test(arguments: [
        "", "soon", "nan", "inf", "Sun, 99 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:00:00 GMT",
    ])
    func whatIsNoTimeIsNotGuessedAt(_ text: String) throws {
        #expect(try wait(("Retry-After", text), date) == nil)
        #expect(try wait(date) == nil)
    }

    @Test func datesAcrossALeapDayAreCounted() throws {
        #expect(
            try wait(("Retry-After", "Sat, 01 Mar 2028 00:00:10 GMT"), ("Date", "Tue, 29 Feb 2028 23:59:50 GMT")) == .seconds(20))
    }
}

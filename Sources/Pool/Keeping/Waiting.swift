import Foundation
import GRDB

/// How long a change of the pool waits for another program that is writing it.
public struct Waiting: Sendable {
    /// Seconds of one try, during which SQLite asks again and again.
    var once: Double
    /// Seconds in all. Past the first try, people are told.
    var altogether: Double

    /// A minute. What other programs of ours write takes a moment; an import of a large pool takes most of a minute.
    public static let usual = Waiting(once: 10, altogether: 60)

    package init(once: Double, altogether: Double) { (self.once, self.altogether) = (once, altogether) }

    /// Tries until others let the work begin. Work that has begun is never tried again: none of it may be done twice.
    func patiently<Value>(_ tell: (String) -> Void, _ path: String, _ work: (_ begin: () -> Void) throws -> Value) throws -> Value {
        let start = ContinuousClock.now
        var isTold = false
        while true {
            var hasBegun = false
            do {
                return try work { hasBegun = true }
            } catch let error as DatabaseError where !hasBegun && error.isBusy && start.duration(to: .now) < .seconds(altogether) {
                if !isTold, start.duration(to: .now) >= .seconds(once) {
                    tell("another program is writing the pool \(path); waiting for it, up to \(Int(altogether.rounded(.up))) seconds")
                    isTold = true
                }
                // Some locks are refused at once, whatever the patience.
                Thread.sleep(forTimeInterval: 0.02)
            }
        }
    }
}

extension DatabaseError {
    /// Another program is at it. `SQLITE_PROTOCOL` is what many that open a database at once get, GRDB's words what those get that make one.
    var isBusy: Bool {
        [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL].contains(resultCode) || message?.hasPrefix("could not activate WAL") == true
    }
}

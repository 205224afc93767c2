import Cutting
import Timebase

/// A difference of two cuts, a line for each change.
enum CutDiffText {
    static func lines(_ difference: CutDifference) -> [String] {
        guard !difference.isEmpty else { return ["  every clip is the same"] }
        return difference.changes.map { change in
            let number = String(change.slot)
            let blanks = String(repeating: " ", count: max(0, 4 - number.count))
            return "  \(blanks)\(number)  \(ClockTime.text(change.start))  \(change.words)"
        }
    }
}

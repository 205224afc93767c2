import Foundation

/// Finds how far a program is in the lines of its progress bar.
struct CommandProgress: Sendable {
    private let expression: NSRegularExpression
    private let isPercent: Bool

    /// - Throws: when the text is no regular expression, or has no group to read the number from.
    init(_ pattern: String) throws {
        expression = try NSRegularExpression(pattern: pattern)
        guard (1...2).contains(expression.numberOfCaptureGroups) else { throw NoGroup() }
        isPercent = pattern.contains("%")
    }

    private struct NoGroup: Error {}

    /// 0…1 by the last match: of one group a share or a percentage, of two the first divided by the second.
    func share(in line: String) -> Double? {
        guard let match = expression.matches(in: line, range: NSRange(line.startIndex..., in: line)).last else { return nil }
        let numbers = (1..<match.numberOfRanges).compactMap { Range(match.range(at: $0), in: line).flatMap { Double(line[$0]) } }
        switch numbers.count {
        case 2 where numbers[1] > 0: return numbers[0] / numbers[1]
        case 1 where expression.numberOfCaptureGroups == 1: return isPercent || numbers[0] > 1 ? numbers[0] / 100 : numbers[0]
        default: return nil
        }
    }
}

/// A run of frames: the first and how many. The end is the frame after the last.
public struct FrameRange: Hashable, Sendable, Codable, CustomStringConvertible {
    public var start: Int
    public var count: Int

    /// - Precondition: `count` is not negative.
    public init(start: Int, count: Int) {
        precondition(count >= 0, "a range cannot hold \(count) frames")
        self.start = start
        self.count = count
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let (start, count) = (try container.decode(Int.self, forKey: .start), try container.decode(Int.self, forKey: .count))
        guard count >= 0, !start.addingReportingOverflow(count).overflow else {
            throw DecodingError.dataCorruptedError(
                forKey: .count, in: container, debugDescription: "a range cannot hold \(count) frames from \(start) on")
        }
        self.init(start: start, count: count)
    }

    public init(_ range: Range<Int>) { self.init(start: range.lowerBound, count: range.count) }

    public var end: Int { start + count }
    public var indices: Range<Int> { start..<end }
    public var isEmpty: Bool { count == 0 }
    public var description: String { "\(start)..<\(end)" }

    public func contains(_ other: FrameRange) -> Bool { start <= other.start && other.end <= end }
    public func overlaps(_ other: FrameRange) -> Bool { start < other.end && other.start < end }
}

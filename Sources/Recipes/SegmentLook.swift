public import Foundation

/// What was seen of a segment's pictures on their way into the encoder: the report about a film is made of these, segment by segment, so that
/// one changed clip costs one look and nothing is decoded for it.
public struct SegmentLook: Hashable, Sendable, Codable {
    /// Of the small pictures below.
    public static let (width, height) = (160, 90)

    public var frames: Int
    /// First frame and length of every run of black frames and of frames that do not differ from the one before.
    public var black: [[Int]]
    public var frozen: [[Int]]
    /// How much each frame differs from the one before, from the second on: a sum over the pixels of a small picture.
    public var changes: [Int]
    /// Small pictures of the first and the last frame, a byte of luma a pixel.
    public var opening: Data
    public var closing: Data

    package init(frames: Int, black: [[Int]], frozen: [[Int]], changes: [Int], opening: Data, closing: Data) {
        (self.frames, self.black, self.frozen, self.changes) = (frames, black, frozen, changes)
        (self.opening, self.closing) = (opening, closing)
    }

    /// The first frame in 32×18 pixels: enough to know it again in the film.
    public var seal: Data {
        let (wide, high) = (Self.width / 5, Self.height / 5)
        return Data((0..<wide * high).map { index in Self.mean(opening, left: index % wide * 5, top: index / wide * 5) })
    }

    private static func mean(_ picture: Data, left: Int, top: Int) -> UInt8 {
        var sum = 0
        for y in top..<top + 5 { for x in left..<left + 5 { sum += Int(picture[picture.startIndex + y * width + x]) } }
        return UInt8((sum + 12) / 25)
    }

    /// How much this segment's first frame differs from the last one of the segment before.
    public func change(after other: SegmentLook) -> Int {
        zip(opening, other.closing).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    }
}

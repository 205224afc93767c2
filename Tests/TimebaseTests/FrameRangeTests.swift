import Foundation
import Testing
import Timebase

@Suite struct FrameRangeTests {
    @Test("containing and overlapping agree with the frames themselves")
    func agreesWithFrames() {
        let ranges = (0..<5).flatMap { start in (0..<4).map { FrameRange(start: start, count: $0) } }
        for a in ranges {
            #expect(Array(a.indices).count == a.count)
            for b in ranges where !a.isEmpty && !b.isEmpty {
                let (framesA, framesB) = (Set(a.indices), Set(b.indices))
                #expect(a.contains(b) == framesA.isSuperset(of: framesB))
                #expect(a.overlaps(b) == !framesA.isDisjoint(with: framesB))
            }
        }
    }

    @Test("neighbours do not overlap; the end is the frame after the last")
    func neighbours() {
        let (a, b) = (FrameRange(start: 0, count: 10), FrameRange(10..<20))
        #expect(!a.overlaps(b))
        #expect(a.end == b.start)
        #expect(b.description == "10..<20")
    }

    @Test("JSON comes back the same; a negative count and an end past all numbers are refused")
    func coding() throws {
        let range = FrameRange(start: -3, count: 8)
        #expect(try JSONDecoder().decode(FrameRange.self, from: JSONEncoder().encode(range)) == range)
        for text in [#"{"start":0,"count":-1}"#, #"{"start":9223372036854775807,"count":1}"#] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(FrameRange.self, from: Data(text.utf8)) }
        }
    }
}

import Editorial
import Foundation
import Testing
import Timebase

@Suite struct ClipCodingTests {
    private let ramp = SpeedRamp(knots: [.init(record: 0, source: .zero), .init(record: 20, source: Rational(3, 4))])

    @Test func aClipOfAnEarlierVersionKeepsItsDissolve() throws {
        let text = """
            {"dissolve":12,"record":{"count":48,"start":0},"shot":"s","slot":3,"source":{"count":48,"start":5},"sourceRate":"24","speed":"4/5","take":"t"}
            """
        let clip = try JSONDecoder().decode(Clip.self, from: Data(text.utf8))
        #expect(clip.transition == Transition(.dissolve, frames: 12))
        #expect(clip.speed == Rational(4, 5) && clip.ramp == nil && !clip.isReversed && clip.lastUsable == nil)
    }

    @Test func aClipIsReadAsItWasWritten() throws {
        let plain = Clip(slot: 1, take: "t", shot: "s", source: FrameRange(0..<9), sourceRate: FrameRate(24), record: FrameRange(0..<9))
        var other = plain
        (other.ramp, other.isReversed, other.lastUsable, other.transition) = (ramp, true, 4, Transition(.whip, frames: 7))
        for clip in [plain, other] {
            #expect(try JSONDecoder().decode(Clip.self, from: JSONEncoder().encode(clip)) == clip)
        }
        let keys = try #require(JSONSerialization.jsonObject(with: JSONEncoder().encode(plain)) as? [String: Any]).keys
        #expect(Set(keys) == ["slot", "take", "shot", "source", "sourceRate", "record", "speed"])
    }

    @Test func whatIsSetByHandKeepsRampAndDirectionAndReadsEarlierVersions() throws {
        var clip = Clip(slot: 1, take: "t", shot: "s", source: FrameRange(4..<30), sourceRate: FrameRate(24), record: FrameRange(0..<24))
        (clip.ramp, clip.isReversed) = (ramp, true)
        let pin = CutEdits.Pin(start: 1, end: 2, clip: clip)
        #expect((pin.source, pin.ramp, pin.isReversed) == (29, ramp, true))
        #expect(try JSONDecoder().decode(CutEdits.Pin.self, from: JSONEncoder().encode(pin)) == pin)
        let text = #"{"end":2,"instead":[],"shot":"s","source":3,"speed":"1","start":1,"take":"t"}"#
        let earlier = try JSONDecoder().decode(CutEdits.Pin.self, from: Data(text.utf8))
        #expect((earlier.source, earlier.ramp, earlier.isReversed) == (3, nil, nil))
    }
}

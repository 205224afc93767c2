import Content
import Editorial
import Execution
import Media
import Recipes
import TakesForTests
import Testing
import Timebase

/// Every rate of takes in films of every rate.
struct RatesTests {
    static let rates = [
        FrameRate(24), FrameRate(25), FrameRate(30), FrameRate(60), FrameRate(24000, 1001), FrameRate(30000, 1001),
    ]

    /// The frame of a take of even rate on screen at a frame of the film, said in whole numbers: the last one that has begun.
    private func expected(_ frame: Int, start: Int, take: FrameRate, film: FrameRate, speed: Rational) -> Int {
        let (t, f) = (take.framesPerSecond, film.framesPerSecond)
        let above = Int64(frame) * f.denominator * speed.numerator * t.numerator
        return start + Int(above / (f.numerator * speed.denominator * t.denominator))
    }

    @Test(arguments: rates) func aTakeOfAnyRateShowsWhatIsOnScreenAtEachFrameOfAFilmOfAnyRate(rate: FrameRate) throws {
        let bench = try Bench()
        let kind = TestTake("") {
            ($0.rate, $0.frames, $0.bFrames) = (rate, Int(rate.doubleValue * 1.6), 2)
            $0.options["x264-params"] = "open-gop=1"
        }
        let take = try bench.add(kind)
        let facts = try MediaFacts(probing: bench.context.path(of: take))
        #expect(facts.rate == rate && facts.frames == kind.frames)
        for film in Self.rates {
            for (start, speed) in [(0, Rational(1)), (7, Rational(1)), (3, Rational(4, 5)), (1, Rational(3, 2))] {
                let numbers = try bench.numbers(take, rate, from: start, frames: 20, speed: speed, film: film)
                #expect(
                    numbers == (0..<20).map { expected($0, start: start, take: rate, film: film, speed: speed) },
                    "in a film of \(film) from frame \(start) at speed \(speed)")
            }
        }
    }

    /// Frames that last between a tenth and four times as long as the others, always the same by chance.
    private static func uneven(_ count: Int, ticks: Int) -> [Int64] {
        var (chance, time): (UInt64, Int64) = (7, 0)
        return (0..<count).map { _ in
            defer {
                chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                time += Int64(ticks / 10 + Int(chance >> 33) % (ticks * 2))
            }
            return time
        }
    }

    @Test(arguments: [
        TestTake("MP4") { ($0.times, $0.timeBase) = (uneven(48, ticks: 3000), Rational(1, 90000)) },
        TestTake("MP4 with B-frames, ticks of microseconds") {
            ($0.times, $0.timeBase, $0.bFrames) = (uneven(48, ticks: 33367), Rational(1, 1_000_000), 3)
        },
        TestTake("Matroska") { ($0.container, $0.times, $0.timeBase, $0.bFrames) = ("matroska", uneven(48, ticks: 33), Rational(1, 1000), 2) },
        TestTake("WebM that says it is even", "libvpx-vp9", in: "webm") {
            ($0.times, $0.timeBase, $0.claimedRate) = (uneven(48, ticks: 33), Rational(1, 1000), FrameRate(30))
        },
        TestTake("Matroska that says it is even") {
            ($0.container, $0.times, $0.timeBase, $0.claimedRate) = ("matroska", uneven(48, ticks: 33), Rational(1, 1000), FrameRate(30))
            $0.bFrames = 3
        },
        TestTake("Matroska that says it is slower than it is") {
            ($0.container, $0.rate, $0.claimedRate, $0.bFrames) = ("matroska", FrameRate(25), FrameRate(10), 2)
        },
        TestTake("Matroska that says it is faster than it is") {
            ($0.container, $0.rate, $0.claimedRate, $0.bFrames) = ("matroska", FrameRate(20), FrameRate(25), 2)
        },
        TestTake("MP4 with a hole") {
            ($0.times, $0.timeBase) = ((0..<40).map { Int64($0 < 20 ? $0 : $0 + 30) * 1000 }, Rational(1, 24000))
            $0.bFrames = 2
        },
    ])
    func aTakeOfVaryingRateShowsWhatAPlayerShowsAtThatMoment(kind: TestTake) throws {
        let bench = try Bench()
        var kind = kind
        if kind.times != nil { kind.frames = kind.times!.count }
        let take = try bench.add(kind)
        let path = try bench.context.path(of: take)
        let facts = try MediaFacts(probing: path)
        var begins: [Double] = []
        try Decoded.all(path) { _, time in begins.append(time) }
        #expect(begins.count == kind.frames)
        let end = Int((begins.last! - begins[0]) * facts.rate.doubleValue)
        #expect(facts.frames <= end + 2 && facts.frames >= min(end, kind.frames), "\(facts.frames) frames, the last one at \(end)")
        for (start, speed) in [(0, Rational(1)), (end / 3, Rational(1)), (2, Rational(2)), (end / 2, Rational(1, 3))] {
            let run = SourceRun(take: take, start: start, rate: facts.rate, speed: speed)
            let numbers = try bench.numbers(take, facts.rate, from: start, frames: 30, speed: speed, film: FrameRate(24))
            for (frame, number) in numbers.enumerated() {
                let moment = Double(run.sourceFrame(at: frame, filmRate: FrameRate(24))) / facts.rate.doubleValue + begins[0]
                // Times are rounded to ticks: a picture may come so much early.
                let (surely, perhaps) = (begins.lastIndex { $0 <= moment + 1e-6 }, begins.lastIndex { $0 <= moment + 0.0025 })
                #expect(number == surely || number == perhaps, "frame \(frame) from \(start) at speed \(speed)")
            }
        }
    }
}

import Content
import Editorial
import Execution
import Foundation
import Media
import Recipes
import Rendering
import Testing
import Timebase

struct RetimedSegmentTests {
    private let film = FrameRate(24)
    private let ramp = SpeedRamp(knots: [
        .init(record: 0, source: .zero), .init(record: 12, source: Rational(9, 24)), .init(record: 16, source: Rational(13, 24)),
        .init(record: 30, source: Rational(33, 24)),
    ])

    private func recipe(_ run: SourceRun, frames: Int, width: Int = 64, height: Int = 36) -> SegmentRecipe {
        SegmentRecipe(
            format: PictureFormat(width: width, height: height, rate: film), frames: frames, run: run, encoding: PictureEncoding(quality: 8))
    }

    private func between(_ kind: EditSpec.SlowMotion) -> ClipStyle { ClipStyle(between: kind) }

    private func near(_ lumas: [Int], _ expected: [Double], by tolerance: Double = 2) -> Bool {
        lumas.count == expected.count && zip(lumas, expected).allSatisfy { abs(Double($0) - $1) <= tolerance }
    }

    /// A take 160×96 in which a bright bar 20 wide goes 6 pixels to the right with every frame, from 20 on.
    private func bar(_ frames: Int, in bench: Bench) throws -> Blob {
        let scratch = try bench.context.scratchPath(fileExtension: "mp4")
        var writer = try VideoFileWriter(
            path: scratch, settings: .init(width: 160, height: 96, rate: film, preset: "medium", crf: 8, keyFrameInterval: 12))
        for number in 0..<frames {
            let frame = try Frame(width: 160, height: 96)
            memset(frame.plane(0), 60, frame.stride(0) * 96)
            for row in 0..<96 { memset(frame.plane(0) + row * frame.stride(0) + 20 + 6 * number, 200, 20) }
            for plane in 1...2 { memset(frame.plane(plane), 128, frame.stride(plane) * 48) }
            try writer.write(frame)
        }
        try writer.finish()
        return try bench.context.publish(scratch: scratch, fileExtension: "mp4")
    }

    /// The middle of the bar in every picture of a file.
    private func bars(_ blob: Blob, _ bench: Bench) throws -> [Double] {
        var reader = try VideoReader(path: bench.context.path(of: blob))
        let frame = Frame()
        var all: [Double] = []
        while try reader.next(into: frame) {
            let row = (0..<frame.width).map { max(0, Double(frame.plane(0)[frame.stride(0) * 48 + $0]) - 80) }
            all.append(row.enumerated().reduce(0) { $0 + (Double($1.offset) + 0.5) * $1.element } / max(1, row.reduce(0, +)))
        }
        return all
    }

    @Test func aRampShowsTheFramesItSays() throws {
        let bench = try Bench()
        let run = SourceRun(take: try bench.staircase(50), start: 4, rate: film, ramp: ramp)
        let shown = try bench.shown(recipe(run, frames: 36).run(in: bench.context).segment)
        #expect(shown == (0..<36).map { run.sourceFrame(at: $0, filmRate: film) })
        #expect(shown[12] == 13 && shown[30] == 37)
    }

    @Test(arguments: [12, 23, 24, 25, 49]) func backwardsEachFrameFollowsTheOneAfterItAcrossKeyFrames(start: Int) throws {
        let bench = try Bench()
        let run = SourceRun(take: try bench.staircase(50), start: start, rate: film, isReversed: true)
        let shown = try bench.shown(recipe(run, frames: start + 1).run(in: bench.context).segment)
        #expect(shown == Array((0...start).reversed()))
    }

    @Test func backwardsATakeIsSlowedSpedUpAndRampedAsForwards() throws {
        let bench = try Bench()
        let take = try bench.staircase(50)
        for run in [
            SourceRun(take: take, start: 40, rate: film, speed: Rational(2, 5), isReversed: true),
            SourceRun(take: take, start: 49, rate: film, speed: Rational(7, 5), isReversed: true),
            SourceRun(take: take, start: 45, rate: film, ramp: ramp, isReversed: true),
            SourceRun(take: take, start: 45, rate: film, offset: 9, isReversed: true),
        ] {
            let shown = try bench.shown(recipe(run, frames: 34).run(in: bench.context).segment)
            #expect(shown == (0..<34).map { run.sourceFrame(at: $0, filmRate: film) })
        }
    }

    @Test func whereATakeMayNotGoOnItStandsOnItsLastUsablePicture() throws {
        let bench = try Bench()
        let take = try bench.staircase(40)
        let run = SourceRun(take: take, start: 10, rate: film, offset: 5, last: 18)
        #expect(try bench.shown(recipe(run, frames: 7).run(in: bench.context).segment) == [15, 16, 17, 18, 18, 18, 18])
        let back = SourceRun(take: take, start: 10, rate: film, offset: 5, isReversed: true, last: 4)
        #expect(try bench.shown(recipe(back, frames: 4).run(in: bench.context).segment) == [5, 4, 4, 4])
        let mixed = SourceRun(take: take, start: 10, rate: film, speed: Rational(1, 2), last: 12, style: between(.blend))
        #expect(try bench.shown(recipe(mixed, frames: 8).run(in: bench.context).segment).suffix(4) == [12, 12, 12, 12])
    }

    @Test func blendedFramesAreMixedByWhereTheyLieBetweenTheirNeighbours() throws {
        let bench = try Bench()
        let lumas = [40, 80, 160, 200, 120, 60, 100]
        let take = try bench.take(lumas)
        let slow = SourceRun(take: take, start: 0, rate: film, speed: Rational(2, 5), style: between(.blend))
        let shown = try bench.lumas(recipe(slow, frames: 14).run(in: bench.context).segment)
        let expected = (0..<14).map { frame -> Double in
            let position = Double(frame) * 0.4
            let (step, share) = (Int(position + 1e-9), (position + 1e-9).truncatingRemainder(dividingBy: 1))
            return Double(lumas[step]) * (1 - share) + Double(lumas[step + 1]) * share
        }
        #expect(near(shown, expected), "\(shown) \(expected)")
        let back = SourceRun(take: take, start: 6, rate: film, speed: Rational(1, 2), isReversed: true, style: between(.blend))
        let reversed = try bench.lumas(recipe(back, frames: 12).run(in: bench.context).segment)
        #expect(near(reversed, [100, 80, 60, 90, 120, 160, 200, 180, 160, 120, 80, 60]), "\(reversed)")
    }

    @Test func aTakeOfItsOwnSpeedIsNotMixed() throws {
        let bench = try Bench()
        let run = SourceRun(take: try bench.staircase(30), start: 3, rate: film, style: between(.blend))
        #expect(try bench.shown(recipe(run, frames: 20).run(in: bench.context).segment) == Array(3..<23))
    }

    @Test func whatMovesIsSeenBetweenItsPlacesWhereItsMotionIsFollowed() throws {
        let bench = try Bench()
        let take = try bar(20, in: bench)
        let speed = Rational(2, 5)
        for run in [
            SourceRun(take: take, start: 2, rate: film, speed: speed, style: between(.flow)),
            SourceRun(take: take, start: 17, rate: film, speed: speed, isReversed: true, style: between(.flow)),
            SourceRun(take: take, start: 2, rate: film, speed: speed, offset: 4, style: between(.flow)),
        ] {
            let shown = try bars(recipe(run, frames: 20, width: 160, height: 96).run(in: bench.context).segment, bench)
            #expect(shown.count == 20)
            for (frame, middle) in shown.enumerated() {
                let position = run.sourceFrames(at: frame, filmRate: film).doubleValue
                let place = Double(run.start) + (run.isReversed == true ? -position : position)
                #expect(abs(middle - (30 + 6 * place)) < 0.8, "frame \(frame): \(middle) for \(30 + 6 * place)")
            }
        }
    }

    @Test func motionIsFollowedThroughARamp() throws {
        let bench = try Bench()
        let run = SourceRun(take: try bar(20, in: bench), start: 0, rate: film, ramp: SpeedRamp(knots: [
            .init(record: 0, source: .zero), .init(record: 12, source: Rational(6, 24)), .init(record: 18, source: Rational(15, 24)),
        ]), style: between(.flow))
        let shown = try bars(recipe(run, frames: 20, width: 160, height: 96).run(in: bench.context).segment, bench)
        for (frame, middle) in shown.enumerated() {
            let place = run.sourceFrames(at: frame, filmRate: film).doubleValue
            #expect(abs(middle - (30 + 6 * place)) < 1.2, "frame \(frame): \(middle) for \(30 + 6 * place)")
        }
    }

    @Test func aCutInsideATakeStaysACutWhenMotionIsFollowed() throws {
        let bench = try Bench()
        let take = try bench.take([Int](repeating: 50, count: 6) + [Int](repeating: 190, count: 6))
        let run = SourceRun(take: take, start: 0, rate: film, speed: Rational(1, 3), style: between(.flow))
        let lumas = try bench.lumas(recipe(run, frames: 30).run(in: bench.context).segment)
        #expect(lumas.allSatisfy { abs($0 - 50) <= 2 || abs($0 - 190) <= 2 }, "\(lumas)")
        #expect(lumas.firstIndex { $0 > 120 } == 17 || lumas.firstIndex { $0 > 120 } == 16)
    }

    @Test(arguments: [EditSpec.SlowMotion.blend, .flow]) func slowMotionGivesTheSameBytesAgain(kind: EditSpec.SlowMotion) throws {
        let (one, two) = (try Bench(), try Bench())
        func output(_ bench: Bench) throws -> Blob {
            let run = SourceRun(take: try bar(12, in: bench), start: 1, rate: film, speed: Rational(5, 8), style: between(kind))
            return try recipe(run, frames: 12, width: 160, height: 96).run(in: bench.context).segment
        }
        #expect(try output(one) == output(two))
    }
}

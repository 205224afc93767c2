import Content
import Editorial
import Execution
import Recipes
import Rendering
import Testing
import Timebase

/// What is rendered of a part of a film.
struct RenderPlanPartTests {
    private let format = PictureFormat(width: 64, height: 36, rate: FrameRate(24))

    /// Clips of 24 frames.
    private func plan(_ takes: [Blob], _ transition: Transition? = nil, fades: (Int, Int) = (0, 0), style: FilmStyle = .plain) -> RenderPlan {
        let clips = takes.enumerated().map { index, take in
            Clip(
                slot: 1 + index, take: take.digest.description, shot: "s", source: FrameRange(start: 4, count: 24), sourceRate: FrameRate(24),
                record: FrameRange(start: 24 * index, count: 24), transition: index == 0 ? nil : transition)
        }
        let timeline = Timeline(format: format, frames: 24 * takes.count, clips: clips, fadeInFrames: fades.0, fadeOutFrames: fades.1)
        return RenderPlan(
            timeline: timeline, blobs: Dictionary(takes.map { ($0.digest.description, $0) }) { a, _ in a }, deliverable: DeliverableSpec(preset: "ultrafast", crf: 8),
            style: style)
    }

    private let names = ["a", "b", "c", "d"].map { Blob(digest: Digest(of: $0), bytes: 1, fileExtension: "mp4") }

    @Test func theWholeIsItsOwnPart() throws {
        let whole = plan(names, Transition(.whip, frames: 6), fades: (10, 10))
        let part = whole.part(FrameRange(start: 0, count: 96))
        #expect(try keys(part) == keys(whole))
    }

    private func keys(_ plan: RenderPlan) throws -> [JobKey] { try plan.segments.map { try JobKey($0.recipe, tools: [:]) } }

    @Test func segmentsInsideAPartAreThoseOfTheFilm() throws {
        let whole = plan(names, Transition(.dissolve, frames: 6))
        let part = whole.part(FrameRange(start: 12, count: 72))
        #expect(part.segments.map(\.slot) == [1, 2, 3, 4] && part.frames == 72)
        #expect(try Array(keys(part)[1...2]) == Array(keys(whole)[1...2]))
        #expect(part.segments[0].recipe.frames == 12 && part.segments[0].recipe.run.offset == 12)
        #expect(part.segments[3].recipe.frames == 12 && part.segments[3].recipe.head?.frames == 6)
    }

    @Test func aTransitionWhoseOtherSideIsNotSeenIsNone() {
        let part = plan(names, Transition(.dipBlack, frames: 8)).part(FrameRange(start: 24, count: 48))
        #expect(part.segments.map(\.recipe.head?.frames) == [nil, 4])
        #expect(part.segments.map(\.recipe.tail?.frames) == [4, nil])
    }

    @Test func fadesAndBeatsStayWhereTheyAreInTheFilm() {
        let style = FilmStyle(accents: [0, 30, 36, 60].map { Accent(frame: $0, length: 8, punch: 50) })
        let part = plan(names, fades: (40, 0), style: style).part(FrameRange(start: 34, count: 30))
        let fade = part.segments[0].recipe.fadeIn
        #expect((0..<6).map { fade?.level(at: $0) } == (34..<40).map { Fade(dark: -1, full: 40).level(at: $0) })
        #expect(part.segments[0].recipe.accents?.map(\.frame) == [-4, 2])
        #expect(part.segments[1].recipe.accents?.map(\.frame) == [12])
    }

    @Test func wordsGoOnWithTheFilm() {
        let title = FilmWords.Script(header: "", events: [.init(start: 500, end: 3500, style: "Title", text: "T")])
        let part = plan(names, style: FilmStyle(words: FilmWords(scripts: [title]))).part(FrameRange(start: 30, count: 40))
        let lines = part.segments.compactMap { $0.recipe.words?.scripts[0].lines[0] }
        #expect(lines.map(\.first) == [12 - 30, 12 - 48])
        #expect(lines.map(\.end) == [84 - 30, 84 - 48])
    }

    @Test func aPartShowsTheFramesThatTheFilmShowsThere() throws {
        let bench = try Bench()
        let takes = try [40, 100, 160].map { first in try bench.take(Array(first..<first + 40)) }
        let whole = plan(takes, Transition(.dissolve, frames: 6))
        func lumas(_ plan: RenderPlan) throws -> [Int] {
            try plan.segments.flatMap { try bench.lumas($0.recipe.run(in: bench.context).segment) }
        }
        let (film, part) = (try lumas(whole), try lumas(whole.part(FrameRange(start: 10, count: 50))))
        #expect(part.count == 50)
        for (index, luma) in part.enumerated() { #expect(abs(luma - film[10 + index]) <= 2, "frame \(index)") }
    }
}

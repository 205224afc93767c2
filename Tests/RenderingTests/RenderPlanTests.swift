import Content
import Editorial
import Execution
import Recipes
import Rendering
import Testing
import Timebase

struct RenderPlanTests {
    private let format = PictureFormat(width: 64, height: 36, rate: FrameRate(24))
    private let blobs = Dictionary(
        uniqueKeysWithValues: ["a", "b", "c"].map { ($0, Blob(digest: Digest(of: $0), bytes: 1, fileExtension: "mp4")) })

    /// Clips of 24 frames, one of each take given, in slots from `slot` on.
    private func timeline(_ takes: [String], _ transition: Transition? = nil, fades: (Int, Int) = (0, 0), slot: Int = 1) -> Timeline {
        let clips = takes.enumerated().map { index, take in
            Clip(
                slot: slot + index, take: take, shot: take, source: FrameRange(start: 4, count: 24), sourceRate: FrameRate(24),
                record: FrameRange(start: 24 * index, count: 24), transition: index == 0 ? nil : transition)
        }
        return Timeline(format: format, frames: 24 * takes.count, clips: clips, fadeInFrames: fades.0, fadeOutFrames: fades.1)
    }

    private func segments(_ timeline: Timeline, _ deliverable: DeliverableSpec = DeliverableSpec()) -> [RenderPlan.Segment] {
        RenderPlan(timeline: timeline, blobs: blobs, deliverable: deliverable).segments
    }

    @Test func thereIsOneSegmentForEachClip() {
        let segments = segments(timeline(["a", "b", "c"]))
        #expect(segments.map(\.slot) == [1, 2, 3])
        #expect(segments.map(\.recipe.run.take) == ["a", "b", "c"].map { blobs[$0] })
        for recipe in segments.map(\.recipe) {
            #expect(recipe.frames == 24 && recipe.head == nil && recipe.tail == nil)
            #expect(recipe.fadeIn == nil && recipe.fadeOut == nil && recipe.accents == nil && recipe.bars == nil && recipe.words == nil)
        }
        #expect(segments.allSatisfy { $0.recipe.run.start == 4 && $0.recipe.run.offset == 0 })
    }

    @Test func aDissolveKnowsHowTheClipBeforeItGoesOn() {
        let segments = segments(timeline(["a", "b"], Transition(.dissolve, frames: 6)))
        #expect(segments[0].recipe.head == nil && segments[0].recipe.tail == nil)
        let before = segments[1].recipe.head?.other
        #expect(before?.take == blobs["a"])
        #expect(before?.start == 4)
        #expect(before?.offset == 24)
        #expect(segments[1].recipe.head?.frames == 6)
        #expect(segments[1].recipe.inputs.count == 2)
    }

    @Test func aTransitionAcrossACutLiesInBothSegmentsAndNeedsNoOtherTake() {
        let segments = segments(timeline(["a", "b"], Transition(.whip, frames: 7)))
        #expect(segments[0].recipe.tail == Join(kind: .whip, frames: 3))
        #expect(segments[1].recipe.head == Join(kind: .whip, frames: 4))
        #expect(segments[0].recipe.head == nil && segments[1].recipe.tail == nil)
        #expect(segments.allSatisfy { $0.recipe.inputs.count == 1 })
    }

    @Test func fadesAreCutUpOverTheClipsTheyCover() {
        let recipes = segments(timeline(["a", "b", "c"], fades: (30, 12))).map(\.recipe)
        #expect(recipes.map { $0.fadeIn != nil } == [true, true, false])
        #expect(recipes.map { $0.fadeOut != nil } == [false, false, true])
        let levels = [recipes[0].fadeIn, recipes[1].fadeIn].flatMap { fade in (0..<24).map { fade?.level(at: $0) ?? -1 } }
        let whole = Fade(dark: -1, full: 30)
        #expect(levels == (0..<48).map(whole.level))
        #expect(recipes[2].fadeOut?.level(at: 11) == 256)
        #expect((recipes[2].fadeOut?.level(at: 23) ?? 0) > 0)
        #expect(recipes[2].fadeOut?.level(at: 24) == 0)
    }

    @Test func aClipThatMovesIsTheSameWork() throws {
        let (before, after) = (segments(timeline(["a", "b", "c"])), segments(timeline(["c", "a", "b"], slot: 7)))
        func keys(_ segments: [RenderPlan.Segment]) throws -> Set<JobKey> { Set(try segments.map { try JobKey($0.recipe, tools: [:]) }) }
        #expect(try keys(before) == keys(after))
        #expect(try keys(before).count == 3)
    }

    @Test func deliverablesWithTheSameEncodingShareTheirSegments() throws {
        func keys(_ deliverable: DeliverableSpec) throws -> [JobKey] {
            try segments(timeline(["a", "b"]), deliverable).map { try JobKey($0.recipe, tools: [:]) }
        }
        let first = try keys(DeliverableSpec(file: "a.mp4", preset: "medium", crf: 18, audioBitRate: 128_000))
        #expect(try keys(DeliverableSpec(file: "b.mov", preset: "medium", crf: 18, audioBitRate: 256_000)) == first)
        #expect(try Set(keys(DeliverableSpec(preset: "medium", crf: 19))).isDisjoint(with: first))
        #expect(try Set(keys(DeliverableSpec(preset: "fast", crf: 18))).isDisjoint(with: first))
    }
}

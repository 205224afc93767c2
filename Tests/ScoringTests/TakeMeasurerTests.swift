import Content
import Editorial
import Execution
import Foundation
import Measuring
import Recipes
import Scoring
import Testing
import Timebase

@Test func measuringTwiceGivesTheSameBytes() throws {
    try ClipMaker().with(frames: 30, Paint.scene(seed: 90)) { path in
        let (first, second) = (try TakeMeasurer().measure(path: path), try TakeMeasurer().measure(path: path))
        #expect(try CanonicalJSON.data(first) == CanonicalJSON.data(second))
    }
}

@Test func aResultSurvivesItsJSON() throws {
    let take = try ClipMaker().measured(frames: 20, Paint.scene(seed: 91))
    #expect(try CanonicalJSON.decode(TakeScore.self, from: CanonicalJSON.data(take)) == take)
}

@Test("Odd sizes, two frames and high rates are measured too", arguments: [(64, 64, 2), (36, 130, 5), (400, 50, 12), (18, 18, 9)])
func oddClips(width: Int, height: Int, frames: Int) throws {
    let take = try ClipMaker(width: width, height: height, rate: FrameRate(60)).measured(frames: frames, Paint.scene(seed: 92))
    let scores = try #require(take.scores)
    #expect(take.frames == frames)
    #expect(Set(scores.parts.keys) == ScoreNames.known)
    #expect(scores.parts.values.allSatisfy { (0...1).contains($0.score) && $0.raw.isFinite })
    #expect(scores.usable.end <= frames && scores.fingerprint.count == min(8, frames))
}

@Test func openingAndClosingLumaAreThoseOfTheEnds() throws {
    let take = try ClipMaker().measured(frames: 48) { frame, x, _ in (60 + Double(frame) * 2 + Double((x + frame * 2) % 16), 128, 128) }
    let scores = try #require(take.scores)
    #expect(abs(scores.openingLuma - 70) < 5)
    #expect(abs(scores.closingLuma - 158) < 5)
}

@Test func theRecipeMeasuresTheFileOfTheStore() throws {
    try ClipMaker().with(frames: 12, Paint.scene(seed: 93)) { path in
        let store = Store(root: path + ".store")
        let blob = try store.adopt(path, fileExtension: "mp4")
        let output = try ScoreRecipe(take: blob).run(in: WorkContext(store: store))
        #expect(output == (try TakeMeasurer().measure(path: path)))
        #expect(output.blobs.isEmpty)
    }
}

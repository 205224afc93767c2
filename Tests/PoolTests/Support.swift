import Content
import Editorial
import Foundation
import GRDB
import Pool
import Timebase

/// Where all pools of a run live: gone when the process ends, since a test may hold on to a pool alone.
private let root: String = {
    atexit { try? FileManager.default.removeItem(atPath: root) }
    return NSTemporaryDirectory() + "pool-tests-" + UUID().uuidString
}()

func freshPath() -> String { root + "/" + UUID().uuidString + "/pool.sqlite" }

/// A pool in a folder of its own.
struct Bench {
    let path = freshPath()
    let pool: Pool

    init(shots: [String] = ["intro", "chorus"]) throws {
        pool = try Pool(path: path)
        try pool.syncShots(shots.map { Shot(id: $0, prompt: "a \($0)") }, at: 1)
    }

    /// A second way in, past everything the type refuses.
    func raw() throws -> DatabaseQueue { try DatabaseQueue(path: path) }
}

func blob(_ content: String) -> Blob { Blob(digest: Digest(of: content), bytes: Int64(content.utf8.count), fileExtension: "mp4") }

let facts = MediaFacts(
    container: "mov,mp4", codec: "h264", width: 1280, height: 720, pixelFormat: "yuv420p", rate: FrameRate(24000, 1001), frames: 96,
    seconds: 4.004, hasAudio: true, bitRate: 4_000_000, rotation: 90, hasC2PA: true, metadata: ["comment": "prompt: a \"door\" é"])

func clip(_ content: String, shot: String = "intro", generator: String = "clips", ordinal: Int? = nil, prompt: String = "") -> NewTake {
    NewTake(importing: blob(content), facts: facts, shot: shot, generator: generator, ordinal: ordinal, prompt: prompt)
}

/// The ordinal's own seed when none is given, as different asks have.
func ask(_ shot: String = "intro", ordinal: Int = 0, seed: UInt64? = nil, recipeKey: String = "one", estimated: Int = 0) -> RequestPlan {
    RequestPlan(
        shot: shot, variant: ["time": "dusk"], ordinal: ordinal, seed: seed ?? UInt64(7 + ordinal), generator: "studio",
        kind: "command", model: "m-1", prompt: "a door, dusk", negative: "text", recipeKey: recipeKey,
        recipe: #"{"seconds":"4"}"#, estimated: estimated)
}

func scores(_ sharpness: Double, motion: Double = 0.5) -> Scores {
    Scores(
        parts: ["sharpness": .init(score: sharpness, raw: sharpness * 100), "motion": .init(score: motion, raw: 3)],
        usable: FrameRange(start: 2, count: 90), fingerprint: [.max, 1], motionPeak: 12)
}

/// What a body throws, if it is the pool's.
func refusal(_ body: () throws -> Void) -> PoolError? {
    do {
        try body()
        return nil
    } catch {
        return error as? PoolError
    }
}

import Content
import Editorial
import Foundation
import GRDB
import Timebase

extension MediaFacts {
    /// Nil when the take was never probed.
    init?(_ row: Row) throws {
        guard let frames = row["frames"] as Int?, let text = row["rate"] as String? else { return nil }
        self.init(
            container: row["container"], codec: row["codec"], width: row["width"], height: row["height"], pixelFormat: row["pixel_format"],
            rate: try FrameRate(stored: text), frames: frames, seconds: row["seconds"], hasAudio: row["has_audio"],
            bitRate: row["bit_rate"], rotation: row["rotation"], hasC2PA: row["has_c2pa"], metadata: try Stored.map(row["metadata"]))
    }
}

extension FrameRate {
    init(stored text: String) throws {
        guard let rate = Rational(text), rate > .zero else {
            throw PoolError(.unreadable, "the pool holds the frame rate '\(text)', which is no fraction above 0; was it edited by hand?")
        }
        self.init(rate)
    }
}

extension Verdict {
    /// From the columns `verdict`, `reason`, `stars`, `note`, `usable_start`, `usable_count`; all are null without a decision.
    init(_ row: Row) throws {
        guard let state = row["verdict"] as String? else {
            self.init()
            return
        }
        self.init(
            state: try Stored.word(state), reason: row["reason"], stars: row["stars"], note: row["note"],
            usable: FrameRange(start: row["usable_start"], count: row["usable_count"]))
    }
}

extension FrameRange {
    init?(start: Int?, count: Int?) {
        guard let start, let count else { return nil }
        self.init(start: start, count: count)
    }
}

extension Shot {
    /// From the columns `id`, `prompt` and `definition`. Of a definition that another version of the program wrote with other fields,
    /// id and prompt are known: the project file has the rest.
    init(_ row: Row) {
        let definition = Data((row["definition"] as String).utf8)
        self = (try? CanonicalJSON.decode(Shot.self, from: definition)) ?? Shot(id: row["id"], prompt: row["prompt"])
    }
}

extension Scores {
    /// Scores that another version of the program wrote with other fields are no scores: they are measured again.
    init?(stored text: String) {
        if let scores = ScoresReader.read(text) {
            self = scores
            return
        }
        guard let scores = try? CanonicalJSON.decode(Scores.self, from: Data(text.utf8)) else { return nil }
        self = scores
    }
}

import Editorial
import Execution
import Pool
import Recipes
import Timebase

/// What is made of a take for the page: a small film whose frames are the take's own, one for one, and a picture from its middle.
///
/// The film is a segment like those of a render, of the whole take: so it is read, turned and counted in just the same way.
struct ProxyRecipes: Sendable {
    let film: SegmentRecipe
    let still: ThumbnailRecipe

    /// The longer side, in pixels.
    static let filmSide = 480
    static let stillSide = 320
    /// A player goes to any frame by decoding at most so many.
    static let keyFrames = 6

    /// Nil for a take that has no pictures.
    /// - Parameter measured: the frames that the machine would show.
    init?(_ take: TakeRecord, measured: FrameRange?) {
        guard take.broken == nil, take.archived == nil, let facts = take.facts, facts.frames > 0, facts.width > 0, facts.height > 0 else { return nil }
        let isTurned = facts.rotation % 180 == 90
        let (width, height) = isTurned ? (facts.height, facts.width) : (facts.width, facts.height)
        let longer = max(width, height)
        func side(_ own: Int) -> Int { max(16, own * min(Self.filmSide, longer) / longer / 2 * 2) }
        let format = PictureFormat(width: side(width), height: side(height), rate: facts.rate)
        film = SegmentRecipe(
            format: format, frames: facts.frames, run: SourceRun(take: take.blob, start: 0, rate: facts.rate),
            encoding: PictureEncoding(preset: "veryfast", quality: 26, keyFrames: Self.keyFrames), isQuick: true)
        let usable = take.verdict.usable ?? measured
        let middle = usable.map { $0.start + $0.count / 2 } ?? facts.frames / 2
        still = ThumbnailRecipe(take: take.blob, frame: middle, side: Self.stillSide)
    }
}

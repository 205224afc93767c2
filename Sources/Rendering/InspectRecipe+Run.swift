import Content
import Editorial
public import Execution
import Media
public import Recipes
import Timebase

extension InspectRecipe: RunnableRecipe {
    private static let audioRate = 48000

    public func run(in context: WorkContext) throws -> Output {
        let path = try context.path(of: film)
        let facts = try MediaFacts(probing: path)
        var reader = try VideoReader(path: path)
        // Films from elsewhere may hold pictures of any kind.
        var scaler = PictureScaler(width: SmallLuma.width, height: SmallLuma.height)
        var luma = SmallLuma()
        let frame = Frame()
        var (black, frozen) = (FrameRuns(), FrameRuns())
        var count = 0
        while try reader.next(into: frame) {
            let seen = luma.see(try scaler.scale(frame))
            if seen.isBlack { black.add(count) }
            if seen.isFrozen { frozen.add(count) }
            count += 1
        }
        let heard = facts.hasAudio ? try LoudnessMeter.measured(path, rate: Self.audioRate) : (samples: 0, loudness: nil)
        return Output(
            frames: count, rate: facts.rate.description, seconds: Double(count) / facts.rate.doubleValue, width: facts.width,
            height: facts.height, codec: facts.codec, audioSamples: heard.samples, audioRate: Self.audioRate, blackRuns: black.long,
            frozenRuns: frozen.long, loudness: heard.loudness?.integrated, loudnessRange: heard.loudness?.range,
            truePeak: heard.loudness?.truePeak)
    }
}

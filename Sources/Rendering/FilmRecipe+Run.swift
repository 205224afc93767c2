import Content
import Editorial
public import Execution
import Media
public import Recipes
import Timebase

extension FilmRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        let scratch = try context.scratchPath(fileExtension: fileExtension)
        _ = try FilmJoiner.join(
            segments: segments.map { (try context.path(of: $0.blob), $0.frames) }, sound: context.path(of: sound), rate: rate, to: scratch,
            metadata: metadata)
        let wanted = segments.reduce(0) { $0 + $1.frames }
        let facts = try MediaFacts(probing: scratch)
        guard facts.frames == wanted, facts.rate == rate else {
            throw MediaError(
                .mux, "the film",
                "it holds \(facts.frames) frames at \(facts.rate) fps where \(wanted) at \(rate) were joined; the file was not kept")
        }
        let heard = try AudioReader.length(ofFile: scratch, rate: sampleRate)
        // Matroska has no edit list: times are rounded to milliseconds, and AAC's padding at both ends is heard by some readers.
        guard abs(heard - samples) <= (fileExtension == "mkv" ? sampleRate / 500 + 2048 : 0) else {
            throw MediaError(.mux, "the film", "its sound has \(heard) samples where the song has \(samples); the file was not kept")
        }
        return Output(film: try context.publish(scratch: scratch, fileExtension: fileExtension), frames: wanted, samples: heard)
    }
}

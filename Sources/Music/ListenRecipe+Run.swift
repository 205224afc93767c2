import Content
import Editorial
public import Execution
import Media
public import Recipes

extension ListenRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Listening {
        let path = try context.path(of: song)
        let heard: (grid: BeatGrid, damage: SoundDamage?)
        do {
            heard = try Listener(beatsPerMinute: tempo.map { Double($0) / 1000 }).hear(path: path)
        } catch let error as MediaError {
            // People know the song by its name, which the job's label says, and not by its place in the store.
            throw MusicError(.hear, "it", "\(error.reason); expected a song such as WAV, FLAC, MP3, AAC, Ogg or Opus")
        }
        guard heard.grid.duration > 0 else { throw MusicError(.hear, "it", "there is no sound in it; is it whole?") }
        return Listening(grid: heard.grid, damage: heard.damage)
    }
}

import Content
import Editorial
import Execution
import Foundation
import Music
import Recipes
import Testing

@Test func theRecipeListensToTheSongInTheStore() throws {
    let root = NSTemporaryDirectory() + "listen-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: root) }
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    let store = Store(root: root)
    let (band, beats) = Band.rock(tempo: 120, bars: 8)
    let scratch = try store.scratchPath(fileExtension: "wav")
    var file = try WAVFile(path: scratch, rate: band.rate, channels: 1)
    try file.write(band.samples)
    try file.finish()
    let recipe = ListenRecipe(song: try store.publish(scratch: scratch, fileExtension: "wav"))
    #expect(recipe.inputs == [recipe.song])
    let listening = try recipe.run(in: WorkContext(store: store))
    #expect(listening.blobs.isEmpty)
    #expect(agreement(beats, listening.grid.beats.map(\.time), within: 0.02) > 0.9)
}

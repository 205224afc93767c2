import ArgumentParser
import Content
import Foundation
import Pipeline
import ProjectFile

struct InitCommand: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a commented project file next to a song.",
        discussion: """
            Asks nothing and never overwrites.

            EXAMPLE
              mv init ~/music/song.flac      writes ~/music/project.yaml
            """)

    @Argument(help: "The song: any audio file.")
    var song: String

    @OptionGroup var speech: Speech

    func run() throws {
        let url = URL(fileURLWithPath: song).standardizedFileURL
        try FileArgument.check(url.path, "a song such as song.flac, song.mp3 or song.wav")
        let path = url.deletingLastPathComponent().appendingPathComponent("project.yaml").path
        guard !FileManager.default.fileExists(atPath: path) else {
            throw ValidationError("\(path) is there already and was not touched; build it with 'mv build \(path)'")
        }
        let words = url.deletingPathExtension().lastPathComponent.replacingOccurrences(of: "_", with: " ").replacingOccurrences(
            of: "-", with: " ")
        let title = words.prefix(1).uppercased() + words.dropFirst()
        let text = ProjectTemplate.text(title: title, songFile: url.lastPathComponent)
        _ = try Session.reader.read(text: text, name: path, folder: url.deletingLastPathComponent().path)
        try AtomicFile.write(Data(text.utf8), to: path)
        Say.result(path, [("file", .text(path))])
        Say.next("look through it, then 'mv build \(path)'")
    }
}

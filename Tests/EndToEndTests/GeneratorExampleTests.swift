import Foundation
import Testing

/// The programs of docs/generators.md, run as they stand there.
@Suite struct GeneratorExampleTests {
    private static func blocks(_ language: String) throws -> [String] {
        let text = try String(contentsOfFile: Program.root + "/docs/generators.md", encoding: .utf8)
        return text.components(separatedBy: "```\(language)\n").dropFirst().map { String($0.prefix(upTo: $0.range(of: "```")!.lowerBound)) }
    }

    @Test(arguments: [false, true]) func theProgramsOfTheDocumentationMakeTakes(staying: Bool) async throws {
        let python = try Self.blocks("python")
        let one = try #require(python.first { $0.contains("One") || $0.contains("the smallest mv-clip-command") })
        let many = try #require(python.first { $0.contains("tint.py") })
        let run = staying ? "[python3, tints.py], stay: true" : "[python3, tint.py, \"{request}\"]"
        let project = try TinyProject(
            yaml: """
                title: Tints
                song: song.wav
                format: {width: 160, height: 90, fps: 24}
                generators: {tint: {kind: command, run: \(run)}}
                defaults: {generator: tint, takes: 2, seconds: 2}
                shots: [red dusk, green noon]
                """)
        try Data(one.utf8).write(to: URL(fileURLWithPath: project.folder + "/tint.py"))
        try Data(many.utf8).write(to: URL(fileURLWithPath: project.folder + "/tints.py"))
        let built = try await project.build("--until", "takes")
        #expect(built.code == 0, "\(built.err)\(built.out)")
        #expect(built.made("takes") == 4)
    }
}

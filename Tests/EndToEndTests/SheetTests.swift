import Foundation
import Testing

/// Pictures of the pool and of the film.
@Suite struct SheetTests {
    @Test func theFilmThePoolAndTheYieldAreDrawn() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "cut").code == 0)
        func run(_ arguments: String...) async throws -> Program.Ended { try await Program.run(arguments, in: project.folder) }

        let film = try await run("timeline", "sheet", "project.yaml")
        #expect(film.code == 0 && film.out.hasSuffix("out/timeline.png: 5 clips\n"), "\(film.out)\(film.err)")
        #expect(try #require(project.data("out/timeline.png")).starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(try await run("timeline", "sheet", "project.yaml", "-o", "film.svg").code == 0)
        let svg = String(decoding: try #require(project.data("film.svg")), as: UTF8.self)
        #expect(svg.components(separatedBy: "<image ").count == 6 && svg.contains("120.0 bpm") && svg.contains(">1 "))

        let pool = try await run("pool", "sheet", "project.yaml", "-o", "pool.jpg")
        #expect(pool.code == 0 && project.data("pool.jpg")?.starts(with: [0xFF, 0xD8]) == true, "\(pool.err)")
        #expect(try await run("pool", "sheet", "project.yaml", "-o", "pool.svg").code == 0)
        #expect(String(decoding: try #require(project.data("pool.svg")), as: UTF8.self).components(separatedBy: "<image ").count == 7)

        let yield = try await run("pool", "yield", "project.yaml", "--plot", "yield.svg")
        #expect(yield.code == 0 && yield.out.contains("window"))
        #expect(String(decoding: try #require(project.data("yield.svg")), as: UTF8.self).contains("What came of the takes, by shot"))
    }

    @Test(arguments: [
        ["timeline", "sheet", "project.yaml", "-o", "film.gif"], ["pool", "sheet", "project.yaml", "-o", "pool.pdf"],
        ["pool", "yield", "project.yaml", "--plot", "yield"],
    ]) func otherKindsOfPicturesAreRefused(arguments: [String]) async throws {
        let project = try TinyProject()
        let ended = try await Program.run(arguments, in: project.folder)
        #expect(ended.code == 64 && ended.err.contains(".png, .jpg and .svg"), "\(ended.err)")
    }
}

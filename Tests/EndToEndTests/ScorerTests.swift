import FakeServices
import Foundation
import Testing

/// docs/scorers.md, which must stay true.
private enum ScorerDocs {
    static func block(_ language: String, _ number: Int = 0) throws -> String {
        let text = try String(contentsOfFile: Program.root + "/docs/scorers.md", encoding: .utf8)
        let parts = text.split(separator: "```\(language)\n", omittingEmptySubsequences: false).dropFirst()
        let part = try #require(parts.dropFirst(number).first)
        return String(part.prefix(upTo: try #require(part.firstRange(of: "```")).lowerBound))
    }
}

@Suite struct ScorerTests {
    private static let hasPython =
        ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: $0 + "/python3") } == true

    private func shown(_ project: TinyProject, _ number: Int = 0) async throws -> String {
        let list = try await Program.run("pool", "list", "project.yaml", "--json", in: project.folder)
        let takes = try #require(try JSONSerialization.jsonObject(with: Data(list.out.utf8)) as? [[String: Any]])
        let id = try #require(takes[number]["id"] as? String)
        return try await Program.run("pool", "show", "project.yaml", id, in: project.folder).out
    }

    @Test(.enabled(if: hasPython, "there is no python3 here"))
    func theProgramOfTheDocumentationScoresTakesOnceAndAnewWhenItsVersionChanges() async throws {
        let project = try TinyProject(yaml: TinyProject.yaml(more: try ScorerDocs.block("yaml")))
        let script = try ScorerDocs.block("python")
        try Data(script.utf8).write(to: URL(filePath: project.folder + "/look.py"))
        let first = try await project.build("--until", "scores")
        #expect(first.code == 0, "\(first.err)")
        #expect(first.made("scorer mine") == 6)
        #expect(try await project.build("--until", "scores").made("scorer mine") == 0)
        let shown = try await shown(project)
        #expect(shown.contains("mine.detail"))
        #expect(shown.contains("4 pictures"))
        let newer = script.replacing("\"version\": \"1\"", with: "\"version\": \"2\"")
        try Data(newer.utf8).write(to: URL(filePath: project.folder + "/look.py"))
        let again = try await project.build("--until", "scores")
        #expect(again.made("scorer mine") == 6)
        #expect(again.made("scores") == 0)
    }

    @Test func aScorerThatFailsLeavesTheFilm() async throws {
        let project = try TinyProject(
            yaml: TinyProject.yaml(more: "scorers: {mine: {kind: command, run: [sh, -c, 'echo the model is missing >&2; exit 4']}}"))
        let built = try await Program.run("build", "project.yaml", in: project.folder)
        #expect(built.code == 0, "\(built.err)")
        #expect(project.exists("out/final.mp4"))
        #expect(
            built.err.contains("scorer 'mine': 'sh' ended with exit code 4; its scores are missing, and the build goes on without them"))
        #expect(built.err.contains("the model is missing"))
        #expect(try await shown(project).contains("not scored"))
    }

    @Test func theModelOfTheDocumentationIsPaidFromTheBudgetAndOncePerTake() async throws {
        let fake = FakeChat()
        let server = try await FakeServer.start(fake)
        let example = try ScorerDocs.block("yaml", 1).replacing("http://127.0.0.1:8000", with: server.url)
            .replacing("    key_env: EYES_KEY          # only if the server asks for one\n", with: "")
        let project = try TinyProject(yaml: TinyProject.yaml(more: example.replacing("budget: 5\n", with: "")))
        let plan = try await Program.run("plan", "project.yaml", in: project.folder)
        #expect(plan.out.contains("scorer  'eyes' is shown 6 takes, about $0.012"), "\(plan.out)")
        let poor = try await Program.run("build", "project.yaml", "--until", "scores", in: project.folder)
        #expect(
            poor.err.contains("looking at 6 takes would cost about $0.012, and the project has no budget; nothing was asked"), "\(poor.err)"
        )
        #expect(fake.calls == 0)

        try project.write(TinyProject.yaml(more: example))
        fake.next(.answers(.dropped))
        let first = try await Program.run("build", "project.yaml", "--until", "scores", in: project.folder)
        #expect(first.code == 0, "\(first.err)")
        #expect(fake.calls == 6)
        #expect(fake.faults == [])
        let second = try await Program.run("build", "project.yaml", "--until", "scores", in: project.folder)
        #expect(second.err.contains("1 take got no answer or none of use, and is not asked about again unasked"), "\(second.err)")
        #expect(fake.calls == 6)
        let cost = try await Program.run("cost", "project.yaml", "--by", "generator", "--json", in: project.folder)
        let lines = try #require(
            (try JSONSerialization.jsonObject(with: Data(cost.out.utf8)) as? [String: Any])?["lines"] as? [[String: Any]])
        #expect(lines.first { $0["name"] as? String == "eyes" }?["spent"] as? Double == 0.012)

        let allowed = try await Program.run("scorers", "project.yaml", "--ask-again", "eyes", in: project.folder)
        #expect(allowed.out == "the next 'mv build' asks 'eyes' again where 1 call came to nothing\n")
        _ = try await Program.run("build", "project.yaml", "--until", "scores", in: project.folder)
        #expect(fake.calls == 7)
        #expect(try await shown(project).contains("A window at night, rain on the glass."))
        await server.stop()
    }
}

import Foundation
import Testing

/// What the program prints and writes as JSON is what `Schemas/` says.
@Suite struct SchemaTests {
    private static let python: String? = {
        guard let python = OtherPrograms.python, (try? OtherPrograms.run(python, ["-c", "import jsonschema"]).code) == 0 else {
            print("NO JSON SCHEMA: there is no Python with jsonschema, so what is printed is not held against Schemas/ in this run")
            return nil
        }
        return python
    }()

    /// What breaks a schema; empty for a text that keeps it.
    private func faults(_ text: String, _ schema: String, lines: Bool = false) throws -> String {
        let path = NSTemporaryDirectory() + "mv-schema-" + UUID().uuidString + (lines ? ".jsonl" : ".json")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let words = [Program.root + "/Tests/SchemaChecks/check_schema.py", Program.root + "/Schemas/\(schema).schema.json", path]
        let ended = try OtherPrograms.run(try #require(Self.python), words)
        return ended.code == 0 ? "" : ended.text + "\(ended.code)"
    }

    @Test(.enabled(if: python != nil)) func whatIsPrintedAndWrittenIsWhatTheSchemasSay() async throws {
        let project = try TinyProject(yaml: TinyProject.yaml(more: "edit: {at_sections: dissolve, at_cuts: {kind: push, frames: 4}}"))
        let built = try await project.build()
        #expect(built.code == 0, "\(built.err)")
        #expect(try faults(built.out, "events", lines: true) == "")
        let listed = try await project.pool("list", "--json").out
        #expect(try faults(listed, "takes") == "")
        let take = try #require(try (JSONSerialization.jsonObject(with: Data(listed.utf8)) as? [[String: Any]])?.first?["id"] as? String)
        #expect(try faults(try await project.pool("show", take, "--json").out, "takes") == "")
        #expect(try faults(String(decoding: try #require(project.data("out/final.provenance.json")), as: UTF8.self), "provenance") == "")
        for words in [
            ["pool", "reject", "project.yaml", take, "--json"], ["export", "project.yaml", "--to", "edl", "--json"], ["verify", "out/final.mp4", "--json"],
            ["pool", "verify", "project.yaml", "--json"], ["backup", "project.yaml", "--json"], ["clean", "project.yaml", "--dry-run", "--json"],
            ["pool", "reject", "project.yaml", "ffff", "--json"],
        ] {
            let ended = try await Program.run(words, in: project.folder)
            #expect(try faults(ended.out, "result") == "", "mv \(words.joined(separator: " "))")
        }
    }

    @Test(.enabled(if: python != nil)) func whatIsNotIsFound() throws {
        #expect(try faults("{\"schema\": 1, \"command\": \"mv\", \"exit\": \"0\", \"results\": []}", "result").contains("exit"))
        #expect(try faults("", "events", lines: true) != "")
    }
}

import Editorial
import Generators
import Testing

struct GeneratorCatalogueTests {
    @Test func anUnknownKindIsRefusedWithTheKindsThereAre() throws {
        let error = try #require(throws: GeneratorError.self) {
            try GeneratorCatalogue.make(GeneratorSpec(name: "wan", kind: "magic"), folder: "/")
        }
        #expect(error.code == .configuration)
        for word in ["'wan'", "'magic'", "animatic", "import", "command"] { #expect(error.description.contains(word)) }
    }

    @Test func everyKindIsMadeByItsName() throws {
        let bench = try Bench()
        try bench.write(
            #"{"1": {"class_type": "T", "inputs": {"text": "", "seed": 0}, "_meta": {"title": "MV_PROMPT"}}, "#
                + #""2": {"class_type": "K", "inputs": {"seed": 0}, "_meta": {"title": "MV_SEED"}}, "#
                + #""3": {"class_type": "SaveVideo", "inputs": {"filename_prefix": "v"}, "_meta": {"title": "MV_OUTPUT"}}}"#,
            "workflow.json")
        let options: [String: [String: OptionValue]] = [
            "import": ["files": .text("clips/{shot}")], "command": ["run": .list([.text("true")])],
            "openai-videos": ["base_url": .text("http://127.0.0.1:8000")], "comfyui": ["workflow": .text("workflow.json")],
            "openrouter": ["model": .text("bytedance/seedance-2.0")], "fal": ["model": .text("fal-ai/wan")],
            "replicate": ["model": .text("bytedance/seedance-2.0")], "runway": ["model": .text("gen4.5")],
        ]
        for kind in GeneratorCatalogue.kinds {
            let made = try GeneratorCatalogue.make(
                GeneratorSpec(name: "mine", kind: kind.kind, options: options[kind.kind] ?? [:]), folder: bench.folder)
            #expect(type(of: made).kind.kind == kind.kind)
        }
    }

    @Test func everyOptionIsExplained() {
        for kind in GeneratorCatalogue.kinds {
            #expect(!kind.doc.isEmpty)
            #expect(kind.options.allSatisfy { $0.doc.hasSuffix(".") })
            #expect(Set(kind.options.map(\.name)).count == kind.options.count)
        }
    }
}

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
        let options: [String: [String: OptionValue]] = [
            "import": ["files": .text("clips/{shot}")], "command": ["run": .list([.text("true")])],
        ]
        for kind in GeneratorCatalogue.kinds {
            let made = try GeneratorCatalogue.make(
                GeneratorSpec(name: "mine", kind: kind.kind, options: options[kind.kind] ?? [:]), folder: "/")
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

import Editorial
import Foundation
import ProjectFile
import Testing

@Test func theSchemaIsJSONAndAlwaysTheSame() throws {
    let text = ProjectSchema.json(kinds: Sample.kinds, scorerKinds: Sample.scorerKinds)
    #expect(text == ProjectSchema.json(kinds: Sample.kinds, scorerKinds: Sample.scorerKinds))
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: Any])
    #expect(Set(properties.keys) == Set(ProjectKeys.project.keys.map(\.name)))
}

@Test func everyDefaultOfTheTablesIsTheOneOfTheModel() throws {
    // Each value that stands in for a missing key, written into a file, must read as if the key were missing.
    let plain = try Sample.project("")
    func literal(_ section: Section) -> String {
        "{" + section.keys.compactMap { key in key.fallback.map { "\(key.name): \($0)" } }.joined(separator: ", ") + "}"
    }
    #expect(try Sample.project("format: \(literal(ProjectKeys.format))").format == plain.format)
    #expect(try Sample.project("defaults: \(literal(ShotKeys.defaults))").shots == plain.shots)
    #expect(try Sample.project("edit: \(literal(EditKeys.edit).replacing("dissolve: 0.5, ", with: ""))").edit == plain.edit)
    let deliverable = literal(EditKeys.deliverable).replacing("{", with: "{file: final.mp4, ")
    #expect(try Sample.project("deliverables: [\(deliverable)]").deliverables == plain.deliverables)
    #expect(try Sample.project("schema: 1\nseed: \(ProjectKeys.project.keys.first { $0.name == "seed" }?.fallback ?? "")") == plain)
}

@Test func whatTheReaderAcceptsTheSchemaAccepts() throws {
    let schema = try SchemaCheck(ProjectSchema.json(kinds: Sample.kinds, scorerKinds: Sample.scorerKinds))
    #expect(try schema.faults(Sample.minimal) == [])
    #expect(try schema.faults(ProjectTemplate.text(title: "T", songFile: "song.flac")) == [])
    for block in try Documentation.blocks("yaml") { #expect(try schema.faults(Sample.completed(block)) == [], "\(block)") }
}

@Test func theSchemaRefusesWhatTheReaderRefuses() throws {
    let schema = try SchemaCheck(ProjectSchema.json(kinds: Sample.kinds, scorerKinds: Sample.scorerKinds))
    for part in [
        "titel: x", "defaults: {takes: 0}", "defaults: {takes: many}", "edit: {pace: quick}", "song: {artist: x}", "shots: {a: b}",
        "deliverables: [a.avi]", "generators: {a: {kind: zzz}}", "generators: {a: {kind: import}}", "scorers: {a: {kind: zzz}}",
        "scorers: {a: vlm}",
        "scorers: {a: {kind: command}}", "schema: 2", "budget: -1",
        "shots: [{prompt: a, place: {first: 1}}]", "shots: [{prompt: a, matrix: {b: c}}]", "shots: [{prompt: a, place: {bars: x}}]",
    ] {
        #expect(!Sample.faults(part).isEmpty, "\(part)")
        #expect(try !schema.faults(Sample.completed(part)).isEmpty, "\(part)")
    }
}

import Content
import Editorial
import Foundation
import Pool
import Testing

/// Manifests written by hand, read through an import.
@Suite struct ManifestTests {
    private let head = #"{"pool":{"format":1,"takes":0,"bytes":0,"made":1}}"#

    private func read(_ lines: String...) throws -> (shots: [String], error: PoolError?) {
        let bench = try Bench(shots: [])
        let folder = (bench.path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: folder + "/in/manifest.jsonl"))
        let error = refusal { _ = try PoolImport(bench.pool, Store(root: folder + "/store")).read(folder + "/in", at: 1) }
        return (try bench.pool.shots(includingRemoved: true).map(\.shot.prompt), error)
    }

    private func shot(_ prompt: String) -> String { #"{"shot":{"id":"a","position":0,"definition":"{}","prompt":\#(prompt)}}"# }

    @Test(arguments: [
        (#""plain""#, "plain"), (#""a \"b\" \\ \/ \n\t\r\b\f""#, "a \"b\" \\ / \n\t\r\u{8}\u{C}"), (#""é東\u00e9\u6771""#, "é東é東"),
        (#""\ud83c\udfac!""#, "🎬!"), (#""""#, ""),
    ])
    func textsAreReadAsJSONSays(json: String, text: String) throws {
        let found = try read(head, shot(json))
        #expect(found.error == nil)
        #expect(found.shots == [text])
    }

    @Test(arguments: [
        #""open"#, #""a\x""#, #""\ud83c""#, #""\u12""#, "\"a\tb\"", "nul", "1.2.3", "--1", "[", "{}", "[1]", #""a" "b""#, "1e999", "true",
    ])
    func whatIsNoJSONOrNoRowIsRefused(json: String) throws {
        let found = try read(head, shot(json))
        #expect(found.error?.description.contains("line 2") == true, "\(found.error?.description ?? "read as \(found.shots)")")
        #expect(found.shots.isEmpty)
    }

    @Test func blanksAndUnknownPartsArePassedOver() throws {
        let found = try read(
            #" { "pool" : { "format" : 1 , "takes" : 0 , "later" : null } } "#,
            #"{"future":{"deep":[{"a":"}]\""}]},"shot":{"id":"a","position":0,"definition":"{}","prompt":"p","colour":"red"},"n":1}"#)
        #expect(found.error == nil)
        #expect(found.shots == ["p"])
    }

    @Test func aDeepOrDoubledObjectIsRefused() throws {
        let deep = String(repeating: "[", count: 100_000)
        #expect(try read(head, #"{"shot":\#(deep)"#).error?.kind == .invalid)
        #expect(try read(head, #"{"shot":{"id":"a","id":"b"}}"#).error?.kind == .invalid)
        #expect(try read("[]").error?.kind == .invalid)
        #expect(try read("").error?.kind == .invalid)
    }
}

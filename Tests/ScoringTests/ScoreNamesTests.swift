import Foundation
import Scoring
import Testing

@Test func everyScoreHasOneNameAndALineInTheDocuments() throws {
    let names = ScoreNames.all.map(\.name)
    #expect(Set(names).count == names.count)
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent("docs/scoring.md"), encoding: .utf8)
    for name in names { #expect(text.contains("| `\(name)` |"), "docs/scoring.md has no line for \(name)") }
}

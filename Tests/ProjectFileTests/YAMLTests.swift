import Events
import Foundation
import ProjectFile
import Testing

@Test(arguments: [
    ("", "1:1: error: the file is empty"), ("# nothing\n", "1:1: error: the file is empty"), ("~\n", "1:1: error: the file is empty"),
    ("- a\n", "1:1: error: expected keys such as 'title:', 'song:' and 'shots:' at the top, found a list"),
    ("hello\n", "1:1: error: expected keys such as 'title:', 'song:' and 'shots:' at the top, found 'hello'"),
    ("title: x\n\tsong: y\n", "2:1: error: a tab cannot be used here; indent with spaces"),
    ("title: a: b\n", "1:9: error: a ':' is not allowed here; put a text that holds ': ' in quotes"),
    ("title: \"abc\nsong: x\n", "3:1: error: a quote is never closed (opened in line 1)"),
    ("look: 'it's'\n", "1:11: error: nothing may follow the closing \"'\""),
    ("shots: [a, b\nsong: x\n", "2:5: error: expected ',' or ']' in a list (opened in line 1)"),
    ("title: @x\n", "1:8: error: a text cannot begin with '@'; put the text in quotes"),
    ("title: *x\n", "1:8: error: this alias names no '&anchor' above it"),
    ("title: a\n---\ntitle: b\n", "2:1: error: a second document begins here"),
    ("title: a\u{1}b\n", "1:9: error: the file holds a character that no text file holds"),
])
func brokenYAMLGivesOneMessageThatSaysWhatToDo(_ text: String, _ beginning: String) {
    let messages = Sample.messages(text)
    #expect(messages.count == 1)
    #expect(messages.first?.hasPrefix(beginning) == true, "\(messages)")
}

@Test func aKeyGivenTwiceIsRefusedAndHidesNothing() {
    let text = "title: a\n\"title\": b\nsong: song.flac\nshots:\n  - {prompt: x, prompt: y, take: 3}\ntitle: c\n"
    #expect(
        Sample.messages(text) == [
            "2:1: error: title: the key 'title' is given twice; it first stands in line 1; keep one of them",
            "5:17: error: shots[0].prompt: the key 'prompt' is given twice; it first stands in line 5; keep one of them",
            "5:28: error: shots[0].take: unknown key 'take'; did you mean 'takes'?",
            "6:1: error: title: the key 'title' is given twice; it first stands in line 1; keep one of them",
        ])
}

@Test func mergeKeysTagsAndCompositeKeysAreRefused() {
    #expect(
        Sample.faults("shots:\n  - &a {prompt: x}\n  - {<<: *a, takes: 2, prompt: y}\n") == [
            "3:6: error: shots[1].<<: merge keys ('<<') are not supported"
                + "; put what all shots share into 'defaults', or repeat a value with an alias"
        ])
    #expect(Sample.faults("look: !!binary x\n") == ["1:7: error: look: tags such as '!!binary' are not supported; remove the tag"])
    #expect(Sample.faults("? [a]\n: b\n") == ["1:3: error: a key must be a text, found a list"])
}

@Test func nestingHasALimit() {
    for depth in [40, 2000, 100_000] {
        let messages = Sample.messages("title: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "\n")
        #expect(messages.count == 1)
        #expect(messages.first?.contains("nested more than 32 levels deep") == true)
    }
    #expect(Sample.messages("shots:\n" + String(repeating: "- ", count: 50_000) + "x\n").first?.contains("32 levels") == true)
}

@Test func aBillionLaughsAreCutShort() {
    var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for level in 1...9 {
        lines.append("a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]")
    }
    let bomb = lines.joined(separator: "\n") + "\n"
    let clock = ContinuousClock()
    let time = clock.measure {
        #expect(Sample.messages(bomb).contains { $0.contains("more than 500000 values, those that aliases repeat included") })
        // As keys, which the parser itself would hash in full.
        #expect(Sample.messages(bomb + "? *a9\n: 1\n").first?.contains("aliases of this file could repeat") == true)
        #expect(Sample.messages(bomb + "m: {[*a9]: 1}\n").first?.contains("aliases of this file could repeat") == true)
    }
    #expect(time < .seconds(30))
}

@Test func sizeAndNumberOfShotsHaveLimits() {
    #expect(Sample.messages("# " + String(repeating: "x", count: 4 << 20)).first?.contains("is larger than 4 MiB") == true)
    let shots = String(repeating: "  - {prompt: a, takes: 1}\n", count: 5001)
    #expect(
        Sample.faults("shots:\n" + shots) == [
            "2:3: error: shots: 5001 shots, at most 5000 are allowed; use 'matrix' for variations of one prompt"
        ])
    #expect(Sample.faults("look: \(String(repeating: "x", count: 10_001))\n").first?.contains("at most 10000 characters") == true)
}

@Test func linesMayEndAsOnAnySystemAndBeginWithAMark() {
    #expect(
        Sample.messages("\u{FEFF}title: T\r\nsong: song.flac\r\nshot: [a]\r\n") == [
            "3:1: error: shot: unknown key 'shot'; did you mean 'shots'?"
        ])
}

@Test func columnsCountCharactersNotBytes() {
    #expect(Sample.faults("edit: {\"päce\": 1, pace: x}\n").map { $0.prefix { $0 != " " } } == ["1:8:", "1:25:"])
}

@Test func bytesThatAreNoUTF8AreLocated() throws {
    let folder = Sample.folder
    func messages(_ bytes: [UInt8], _ name: String) throws -> [String] {
        try Data(bytes).write(to: URL(filePath: "\(folder)/\(name)"))
        do {
            _ = try Sample.reader.read(file: "\(folder)/\(name)")
            return []
        } catch let error as Diagnostics {
            return error.all.map { $0.description.replacing(folder + "/", with: "") }
        }
    }
    let latin = Array("title: T\nlook: h".utf8) + [0xE9] + Array("t\n".utf8)
    #expect(
        try messages(latin, "latin.yaml") == ["latin.yaml:2:8: error: is not UTF-8: the byte 0xE9 begins no character; save it as UTF-8"])
    #expect(try messages([0xFF, 0xFE, 0x74, 0], "wide.yaml") == ["wide.yaml:1:1: error: is UTF-16, expected UTF-8; save it as UTF-8"])
    #expect(try messages(Array(Sample.minimal.utf8), "good.yaml").isEmpty)
}

@Test func aFileThatIsNotThereIsSoughtNearby() throws {
    let folder = Sample.folder + "/nearby"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(Sample.minimal.utf8).write(to: URL(filePath: folder + "/project.yaml"))
    func message(_ name: String) -> String? {
        do {
            _ = try Sample.reader.read(file: name)
            return nil
        } catch { return (error as? Diagnostics)?.all.first?.description }
    }
    #expect(message(folder + "/projet.yaml") == "\(folder)/projet.yaml: error: there is no such file; did you mean 'project.yaml'?")
    #expect(message(folder) == "\(folder): error: is a folder, expected a project file; did you mean '\(folder)/project.yaml'?")
}

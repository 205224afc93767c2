import Editorial
import Events
import Foundation
import ProjectFile
import Testing

/// docs/project-file.md, which must stay true.
enum Documentation {
    static func text() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/project-file.md"), encoding: .utf8)
    }

    /// The fenced blocks of a language.
    static func blocks(_ language: String) throws -> [String] {
        let parts = try text().split(separator: "```\(language)\n", omittingEmptySubsequences: false).dropFirst()
        return parts.map { part in String(part.prefix(upTo: part.firstRange(of: "```")?.lowerBound ?? part.endIndex)) }
    }
}

@Test func everyExampleOfTheDocumentationIsAccepted() throws {
    let blocks = try Documentation.blocks("yaml")
    #expect(blocks.count >= 7)
    for block in blocks { #expect(Sample.faults(block) == [], "\(block)") }
}

@Test func theTablesOfTheDocumentationAreThoseOfTheReader() throws {
    let text = try Documentation.text()
    for section in ProjectKeys.sections {
        #expect(text.contains("### \(section.name)\n"), "no part on '\(section.name)'")
        #expect(text.contains(section.table), "the table of '\(section.name)' should read:\n\(section.table)")
    }
}

@Test func theErrorsOfTheDocumentationAreReal() throws {
    let wrong = try #require(try Documentation.blocks("yml").first)
    let told = try #require(try Documentation.blocks("console").first)
    do {
        _ = try Sample.reader.read(text: wrong, name: "project.yaml", folder: Sample.folder)
        Issue.record("the wrong file was accepted")
    } catch let error as Diagnostics {
        #expect(error.description + "\n" == told)
    }
}

@Test func theTemplateIsAGoodProjectWhateverTheSongIsCalled() throws {
    let plain = try Sample.read(ProjectTemplate.text(title: "My film", songFile: "song.flac"))
    #expect(plain.warnings.isEmpty)
    #expect(plain.project.title == "My film")
    #expect(plain.project.shots.count >= 3)
    try FileManager.default.createDirectory(atPath: Sample.folder + "/odd", withIntermediateDirectories: true)
    let name = "odd/a \"b\" #1: c's \\ d.flac"
    try Data().write(to: URL(filePath: Sample.folder).appending(path: name))
    let odd = try Sample.read(ProjectTemplate.text(title: "Tab\tand: \"quotes\" # {x}", songFile: name))
    #expect(odd.project.title == "Tab\tand: \"quotes\" # {x}")
    #expect(odd.project.song.file == Sample.folder + "/" + name)
}

@Test func everySectionOfTheTemplateHoldsOnceItIsTurnedOn() throws {
    let text = ProjectTemplate.text(title: "T", songFile: "song.flac")
    // Lines that are keys behind a '#', with the words after them left as comments.
    let turnedOn = text.replacing(#/(?m)^( *(?:- )?)# ( *(?:- )?[a-z_]+:|- \{| +[a-z]+:)/#) { "\($0.output.1)\($0.output.2)" }
    let messages = Sample.messages(turnedOn)
    #expect(turnedOn != text)
    #expect(messages.allSatisfy { $0.contains("warning") }, "\(messages)")
}

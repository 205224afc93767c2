import Foundation
import Testing

/// How all commands speak: in words, quietly, at length, and as JSON.
@Suite struct SpeakingTests {
    private struct Tree: Decodable {
        struct Command: Decodable {
            struct Argument: Decodable {
                struct Name: Decodable { var name: String }
                var names: [Name]?
            }
            var commandName: String
            var shouldDisplay: Bool?
            var subcommands: [Command]?
            var arguments: [Argument]?
        }
        var command: Command
    }

    private func leaves() async throws -> [(path: String, options: Set<String>)] {
        let dumped = try await Program.run("--experimental-dump-help", in: "/")
        func walk(_ command: Tree.Command, _ path: [String]) -> [(String, Set<String>)] {
            let children = (command.subcommands ?? []).filter { $0.commandName != "help" && $0.shouldDisplay ?? true }
            let path = path + [command.commandName]
            guard children.isEmpty else { return children.flatMap { walk($0, path) } }
            return [(path.joined(separator: " "), Set((command.arguments ?? []).flatMap { ($0.names ?? []).map(\.name) }))]
        }
        return walk(try JSONDecoder().decode(Tree.self, from: Data(dumped.out.utf8)).command, []).map { ($0.0, $0.1) }
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func everyCommandHasTheThreeOptions() async throws {
        let leaves = try await leaves()
        #expect(leaves.count > 50)
        // One takes them among its words, which may begin with a hyphen; one is for the executor and not for people.
        for (path, options) in leaves where path != "mv pool tag" && path != "mv worker" {
            #expect(options.isSuperset(of: ["json", "quiet", "verbose"]), "\(path)")
        }
    }

    @Test func theManualPageHasEveryCommandAndTroffFindsNoFault() async throws {
        let page = try await Program.run("manual", in: "/").out
        for (path, _) in try await leaves() where path != "mv worker" { #expect(page.contains(".SS \"" + path.replacingOccurrences(of: "-", with: "\\-")), "\(path)") }
        #expect(page.hasPrefix(".TH \"MV\" 1"))
        #expect(!page.contains("\n'"), "a line that begins with a quote is a request to troff")
    }

    @Test func aDecisionIsSaidInWordsOrAsAnObject() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "cut").code == 0)
        let take = try #require(try project.clips()[0]["take"] as? String)
        let picked = try await Program.run("pool", "pick", "project.yaml", take, "--json", in: project.folder)
        let said = try object(picked.out)
        #expect(said["command"] as? String == "mv pool pick" && said["exit"] as? Int == 0 && said["schema"] as? Int == 1)
        let result = try #require((said["results"] as? [[String: Any]])?.first)
        #expect(result["take"] as? String == take && result["verdict"] as? String == "pick" && result["changed"] as? Bool == true)
        #expect((said["next"] as? [String])?.count == 1)
        #expect(picked.err.isEmpty)
        let again = try await Program.run("pool", "pick", "project.yaml", take, "--json", in: project.folder)
        #expect((try object(again.out)["results"] as? [[String: Any]])?.first?["changed"] as? Bool == false)
        let quiet = try await Program.run("pool", "rate", "project.yaml", "4", take, "--quiet", in: project.folder)
        #expect(quiet.err.isEmpty && quiet.out.contains("4 stars"))
        let tagged = try await Program.run("pool", "tag", "project.yaml", take, "+night", "--json", in: project.folder)
        #expect((try object(tagged.out)["results"] as? [[String: Any]])?.first?["tags"] as? [String] == ["night"])
    }

    @Test func whatGoesWrongIsAnObjectTooAndInWordsOnStandardError() async throws {
        let project = try TinyProject()
        try project.write("shots: [{id: sea}]\nsong: nowhere.wav\ntitel: x\n")
        let checked = try await Program.run("check", "project.yaml", "--json", in: project.folder)
        #expect(checked.code == 2)
        let errors = try #require(try object(checked.out)["errors"] as? [[String: Any]])
        #expect(errors.contains { ($0["message"] as? String)?.contains("titel") == true && $0["line"] as? Int == 3 })
        #expect(checked.err.contains("titel"))
        let usage = try await Program.run("pool", "pick", "--json", in: project.folder)
        #expect(usage.code == 64)
        #expect(try object(usage.out)["exit"] as? Int == 64)
        let built = try await Program.run("build", "project.yaml", "--json", in: project.folder)
        #expect(built.code == 2)
        let said = try object(String(built.out.split(separator: "\n").last ?? ""))
        #expect(said["event"] as? String == "error" || said["errors"] != nil)
    }

    @Test func listsAreDocumentsOfTheirOwn() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "cut").code == 0)
        for command in [["pool", "list"], ["cut", "show"], ["plan"], ["select"], ["cost"], ["requests", "list"], ["pool", "yield"], ["pool", "stats"]] {
            let ended = try await Program.run(command + ["project.yaml", "--json"], in: project.folder)
            #expect(ended.code == 0, "\(command): \(ended.err)")
            #expect((try? JSONSerialization.jsonObject(with: Data(ended.out.utf8))) != nil, "\(command)")
        }
    }

    @Test func aBuildAtLengthNamesEachJobAndWhatItTook() async throws {
        let project = try TinyProject()
        let built = try await Program.run("build", "project.yaml", "--until", "cut", "--verbose", in: project.folder)
        #expect(built.code == 0)
        #expect(built.err.contains("takes: window") && built.err.contains(" done\n"))
        #expect(built.err.split(separator: "\n").last?.hasPrefix("mv build: ") == true)
        let plain = try await Program.run("build", "project.yaml", "--until", "cut", in: project.folder)
        #expect(!plain.err.contains("mv build: "))
    }

    @Test func aProgramOfAnotherNameCallsItselfThat() async throws {
        let project = try TinyProject()
        let link = project.folder + "/mvid"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: Program.path)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: link)
        process.arguments = ["--help"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(text.contains("USAGE: mvid"))
    }

    @Test func aShotsTakesAreOneLineWhenAskedFor() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "cut").code == 0)
        let take = try #require(try project.clips()[0]["take"] as? String)
        #expect(try await Program.run("pool", "pick", "project.yaml", take, in: project.folder).code == 0)
        let listed = try await Program.run("pool", "list", "project.yaml", "--shots", in: project.folder)
        #expect(listed.code == 0, "\(listed.err)")
        #expect(listed.out.split(separator: "\n").contains { $0.contains("2 takes") && $0.contains("1 picked") && $0.contains("best 0.") })
        let drawn = try await Program.run("pool", "list", "project.yaml", "--pictures", "blocks", "--limit", "1", in: project.folder)
        #expect(drawn.out.contains("▀") && drawn.out.contains(";48;2;"))
        let kitty = try await Program.run("pool", "show", "project.yaml", take, "--picture", "kitty", in: project.folder)
        #expect(kitty.out.contains("\u{1B}_Ga=T,f=24,s=192,"))
        let sixel = try await Program.run("pool", "show", "project.yaml", take, "--picture", "sixel", in: project.folder)
        #expect(sixel.out.contains("\u{1B}Pq\"1;1;192;"))
    }
}

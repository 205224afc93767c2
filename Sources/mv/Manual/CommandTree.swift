import ArgumentParser
import Foundation

/// The commands and their options, as the argument parser describes them for tools.
struct CommandTree: Decodable {
    struct Command: Decodable {
        var commandName: String
        var abstract: String?
        var discussion: String?
        var shouldDisplay: Bool?
        var subcommands: [Command]?
        var arguments: [Argument]?
    }

    struct Argument: Decodable {
        struct Name: Decodable {
            var kind: String
            var name: String
            /// `-n` or `--name`.
            var written: String { (kind == "long" ? "--" : "-") + name }
        }
        var kind: String
        var names: [Name]?
        var valueName: String?
        var abstract: String?
        var defaultValue: String?
        var isOptional: Bool
        var isRepeating: Bool
        var shouldDisplay: Bool
    }

    var command: Command

    init(of command: any ParsableCommand.Type) throws {
        self = try JSONDecoder().decode(CommandTree.self, from: Data(command._dumpHelp().utf8))
    }
}

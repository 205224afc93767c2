import ArgumentParser
import ProjectFile

/// Names of commands that are none: the parser takes them for arguments that nobody expected.
enum CommandSpelling {
    /// - Parameter words: of the command line, without the program.
    /// - Throws: `ValidationError` with the command that was probably meant.
    static func check(_ words: [String], in root: any ParsableCommand.Type) throws {
        var (command, path) = (root, [String]())
        for word in words.first == "help" ? words.dropFirst() : words[...] {
            let known = command.configuration.subcommands
            guard !known.isEmpty, !word.hasPrefix("-") else { return }
            if let next = known.first(where: { $0.configuration.commandName == word }) {
                (command, path) = (next, path + [word])
                continue
            }
            // What is no command of its own is an argument of the one that is meant when none is named.
            guard command.configuration.defaultSubcommand == nil else { return }
            let names = known.filter(\.configuration.shouldDisplay).compactMap(\.configuration.commandName)
            let near = Spelling.nearest(to: word, in: names).map { "did you mean '\((path + [$0]).joined(separator: " "))'?" }
            let whole = DisplayText.line((path + [word]).joined(separator: " "))
            throw ValidationError("there is no command '\(whole)'; \(near ?? "'\((["mv", "help"] + path).joined(separator: " "))' lists all")")
        }
    }
}

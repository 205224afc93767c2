import ArgumentParser
import ProjectFile

/// Names of commands that are none: the parser takes them for arguments that nobody expected.
enum CommandSpelling {
    /// - Parameter words: of the command line, without the program.
    /// - Throws: `ValidationError` with the command that was probably meant.
    static func check(_ words: [String], in root: any ParsableCommand.Type) throws {
        var command: any ParsableCommand.Type = root
        var path: [String] = []
        for word in words.first == "help" ? words.dropFirst() : words[...] {
            let known = command.configuration.subcommands
            guard !known.isEmpty, !word.hasPrefix("-") else { return }
            if let next = known.first(where: { (other: any ParsableCommand.Type) in other.configuration.commandName == word }) {
                command = next
                path.append(word)
                continue
            }
            // What is no command of its own is an argument of the one that is meant when none is named.
            guard command.configuration.defaultSubcommand == nil else { return }
            let names = known.compactMap { (other: any ParsableCommand.Type) -> String? in
                other.configuration.shouldDisplay ? other.configuration.commandName : nil
            }
            let whole = DisplayText.line((path + [word]).joined(separator: " "))
            let list = (["mv", "help"] + path).joined(separator: " ")
            var advice = "'\(list)' lists all"
            if let near = Spelling.nearest(to: word, in: names) {
                let meant = (path + [near]).joined(separator: " ")
                advice = "did you mean '\(meant)'?"
            }
            throw ValidationError("there is no command '\(whole)'; \(advice)")
        }
    }
}

/// A manual page of all commands, in the language of man(7).
struct ManualPage {
    private let tree: CommandTree
    private let name: String
    private let version: String

    init(_ tree: CommandTree, name: String, version: String) { (self.tree, self.name, self.version) = (tree, name, version) }

    var text: String {
        let root = tree.command
        var page = ".TH \"\(Self.escaped(name.uppercased()))\" 1 \"\" \"\(Self.escaped(name + " " + version))\" \"User Commands\"\n.nh\n.ad l\n"
        page += ".SH NAME\n\(Self.escaped(name)) \\- \(Self.escaped(Self.sentence(root.abstract ?? "")))\n"
        page += ".SH SYNOPSIS\n.B \(Self.escaped(name))\n.I command\n[\\fIproject.yaml\\fR] [\\fIoptions\\fR]\n"
        page += ".SH DESCRIPTION\n" + Self.discussion(root.discussion)
        page += ".SH COMMANDS\n"
        for command in root.subcommands ?? [] { page += section(command, path: [name]) }
        page += ".SH \"SEE ALSO\"\nThe folder docs/ of the project: project-file.md, pool.md, cutting.md, rendering.md, scripting.md.\n"
        return page
    }

    private func section(_ command: CommandTree.Command, path: [String]) -> String {
        guard command.shouldDisplay ?? true, command.commandName != "help" else { return "" }
        let path = path + [command.commandName]
        var text = ""
        let own = (command.arguments ?? []).filter { $0.shouldDisplay && !["help", "version"].contains($0.names?.last?.name ?? "") }
        let children = (command.subcommands ?? []).filter { $0.commandName != "help" }
        if children.isEmpty {
            text += ".SS \"\(Self.escaped(path.joined(separator: " ")))\(own.filter { $0.kind == "positional" }.map(Self.synopsis).joined())\"\n"
            text += Self.escaped(command.abstract ?? "") + "\n"
            if let discussion = command.discussion { text += ".PP\n" + Self.discussion(discussion) }
            for argument in own where argument.kind != "positional" { text += Self.option(argument) }
        }
        for child in children { text += section(child, path: path) }
        return text
    }

    private static func synopsis(_ argument: CommandTree.Argument) -> String {
        let word = "<\(argument.valueName ?? "value")>" + (argument.isRepeating ? " ..." : "")
        return " " + escaped(argument.isOptional ? "[\(word)]" : word)
    }

    private static func option(_ argument: CommandTree.Argument) -> String {
        let names = (argument.names ?? []).map { "\\fB\(escaped($0.written))\\fR" }.joined(separator: ", ")
        let value = argument.kind == "option" ? " \\fI\(escaped(argument.valueName ?? "value"))\\fR" : ""
        let usual = argument.defaultValue.map { " (default: \($0))" } ?? ""
        return ".TP\n\(names)\(value)\n\(escaped((argument.abstract ?? "") + usual))\n"
    }

    /// Paragraphs are filled; lines that are set in, as examples are, stay as they are.
    private static func discussion(_ text: String?) -> String {
        var (page, isExample) = ("", false)
        for line in (text ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("  ") != isExample {
                isExample.toggle()
                page += isExample ? ".PP\n.RS 2\n.nf\n" : ".fi\n.RE\n"
            }
            page += line.isEmpty ? (isExample ? "\n" : ".PP\n") : escaped(isExample ? String(line.dropFirst(2)) : String(line)) + "\n"
        }
        return page + (isExample ? ".fi\n.RE\n" : "")
    }

    private static func sentence(_ text: String) -> String { (text.prefix(1).lowercased() + text.dropFirst()).withoutStop }

    /// A backslash, a hyphen that is typed, and a dot or a quote at the start of a line mean something to troff.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "\"": result += "\\(dq"
            case "'": result += "\\(aq"
            default: result.append(character)
            }
        }
        return result.hasPrefix(".") ? "\\&" + result : result
    }
}

extension String {
    /// Without the full stop at its end.
    fileprivate var withoutStop: String { hasSuffix(".") ? String(dropLast()) : self }
}

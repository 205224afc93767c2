import ArgumentParser

struct ManualCommand: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print the manual page of all commands, for man.",
        discussion: """
            It carries the name that the program was started by.

            EXAMPLES
              mv manual | man -l -
              mvid manual > ~/.local/share/man/man1/mvid.1
            """)

    @OptionGroup var speech: Speech

    func run() throws {
        let page = ManualPage(try CommandTree(of: MV.self), name: ProgramName.text, version: MV.configuration.version)
        Say.result(page.text.trimmingEndOfLine, [("format", .text("man"))])
    }
}

extension String {
    fileprivate var trimmingEndOfLine: String { hasSuffix("\n") ? String(dropLast()) : self }
}

import ArgumentParser
import Content
import Events
import Foundation

/// Turns what went wrong into words on standard error, objects for `--json`, and an exit code.
enum Failure {
    enum Code: Int32 {
        case failed = 1
        case projectErrors = 2
        case incomplete = 3
        case usage = 64
        case cancelled = 130
    }

    static func report(_ error: any Error, in command: any ParsableCommand.Type) -> Int32 {
        Reporters.settle()
        switch error {
        case let diagnostics as Diagnostics:
            for diagnostic in diagnostics.all { say(DisplayText.line(diagnostic.description)) }
            let errors = diagnostics.all.count { $0.severity == .error }
            say("\(errors) error\(errors == 1 ? "" : "s"); nothing was done")
            return end(.projectErrors, diagnostics.all.map { .object(JSONReporter.fields($0)) })
        case is CancellationError:
            let text = "cancelled; what was finished is kept, and the next build goes on from there"
            say(text)
            return end(.cancelled, [message(text)])
        case let exit as ExitCode:
            Say.end(code: exit.rawValue)
            return exit.rawValue
        default:
            let code = command.exitCode(for: error).rawValue
            let isParsers = code == 0 || code == Code.usage.rawValue
            let text = isParsers ? usage(error, in: command, isWrong: code != 0) : "error: \(FileTrouble.sentence(error))"
            guard code != 0 else {
                print(text)
                return 0
            }
            say(text)
            Say.end(code: isParsers ? code : Code.failed.rawValue, errors: [message(isParsers ? command.message(for: error) : FileTrouble.sentence(error))])
            return isParsers ? code : Code.failed.rawValue
        }
    }

    /// Before a command runs its usage is at hand; of one that runs, the parser knows only the program's.
    private static func usage(_ error: any Error, in command: any ParsableCommand.Type, isWrong: Bool) -> String {
        guard isWrong, let name = Say.command else { return command.fullMessage(for: error) }
        return "Error: \(command.message(for: error))\n  See '\(name.replacing("mv ", with: "mv help ", maxReplacements: 1))' for more information."
    }

    private static func message(_ text: String) -> JSONText { .object([("message", .text(text))]) }

    private static func end(_ code: Code, _ errors: [JSONText]) -> Int32 {
        Say.end(code: code.rawValue, errors: errors)
        return code.rawValue
    }

    /// Without an end of line: a question.
    static func write(_ text: String) { FileHandle.standardError.write(Data(ProgramName.inWords(text).utf8)) }

    /// What names and files hold steers no terminal.
    static func say(_ text: String) {
        let lines = DisplayText.lines(ProgramName.inWords(text)).joined(separator: "\n")
        FileHandle.standardError.write(Data((lines + "\n").utf8))
    }
}

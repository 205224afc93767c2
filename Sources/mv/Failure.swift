import ArgumentParser
import Events
import Foundation

/// Turns what went wrong into words on standard error and an exit code.
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
            for diagnostic in diagnostics.all { say(diagnostic.description) }
            let errors = diagnostics.all.count { $0.severity == .error }
            say("\(errors) error\(errors == 1 ? "" : "s"); nothing was done")
            return Code.projectErrors.rawValue
        case is CancellationError:
            say("cancelled; what was finished is kept, and the next build goes on from there")
            return Code.cancelled.rawValue
        case let exit as ExitCode: return exit.rawValue
        default:
            let code = command.exitCode(for: error).rawValue
            let isParsers = code == 0 || code == Code.usage.rawValue
            let text = isParsers ? command.fullMessage(for: error) : "error: \(error)"
            if code == 0 { print(text) } else { say(text) }
            return isParsers ? code : Code.failed.rawValue
        }
    }

    static func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}

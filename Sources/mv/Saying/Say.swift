import Events
import Foundation
import Synchronization

/// What a command says. In words, results go to standard output as they come and all else to standard error. With `--json` results that
/// have no document of their own are collected into one object, as `Schemas/result.schema.json` says.
enum Say {
    typealias Fields = [(key: String, value: JSONText)]

    private struct Manner {
        var json: Bool
        var quiet: Bool
        var verbose: Bool
    }

    private struct State {
        var command = "mv"
        /// Until the arguments are understood, what stands among them.
        var speech = Manner(
            json: CommandLine.arguments.contains("--json"), quiet: CommandLine.arguments.contains("--quiet"),
            verbose: CommandLine.arguments.contains("--verbose"))
        var begun = ContinuousClock.now
        var results: [JSONText] = []
        var next: [String] = []
        var notes: [String] = []
        var warnings: [String] = []
        /// Something was printed that is JSON in itself.
        var hasDocument = false
        var streams = false
    }
    private static let state = Mutex(State())

    static var isVerbose: Bool { state.withLock { $0.speech.verbose } }
    static var isQuiet: Bool { state.withLock { $0.speech.quiet } }

    /// `mv pool pick`, once the arguments are understood.
    static var command: String? { state.withLock { $0.command == "mv" ? nil : $0.command } }

    static func begin(_ command: String, _ speech: Speech) {
        state.withLock {
            $0 = State(command: command, speech: Manner(json: speech.json, quiet: speech.quiet, verbose: speech.verbose))
        }
    }

    /// One thing that was done or found.
    /// - Parameters:
    ///   - fields: what it is in JSON, beside `said`.
    ///   - isSaid: the words were said already.
    static func result(_ text: String, _ fields: Fields = [], isSaid: Bool = false) {
        let isJSON = state.withLock { state in
            if state.speech.json { state.results.append(.object([("said", .text(text))] + fields)) }
            return state.speech.json
        }
        if !isJSON, !isSaid { Terminal.standardOutput.write(ProgramName.inWords(text) + "\n") }
    }

    /// What is written to standard output from here on is a result in itself.
    static func documentBegins() { state.withLock { $0.hasDocument = true } }

    /// JSON that is a result in itself.
    static func document(_ text: String) {
        documentBegins()
        Terminal.standardOutput.write(text + "\n")
    }

    /// A result of a command that goes on: said at once, in JSON too.
    static func now(_ text: String, _ fields: Fields) {
        if state.withLock({ $0.speech.json }) { document(JSONText.object(fields).written) } else { Terminal.standardOutput.write(text + "\n") }
    }

    /// Events follow on standard output, one a line.
    static func streamBegins() { state.withLock { $0.streams = true } }

    static func next(_ text: String) { aside("next: " + text, \.next, text) }
    static func note(_ text: String) { aside(text, \.notes, text) }

    static func warning(_ text: String) {
        state.withLock { $0.warnings.append(text) }
        Failure.say("warning: " + text)
    }

    /// A line beside results that stand for themselves, such as how many there are.
    static func aside(_ text: String) { if !isQuiet { Failure.say(text) } }

    /// For people who asked to hear more.
    static func detail(_ text: @autoclosure () -> String) { if isVerbose { Failure.say(text()) } }

    /// Something that is wrong, though the command went well.
    static func problem(_ text: String) {
        state.withLock { $0.warnings.append(text) }
        Failure.say("problem: " + text)
    }

    private static func aside(_ text: String, _ path: any WritableKeyPath<State, [String]> & Sendable, _ kept: String) {
        let speech = state.withLock { state in
            state[keyPath: path].append(kept)
            return state.speech
        }
        if !speech.quiet, !speech.json { Failure.say(text) }
    }

    /// The end of the command: what was collected is printed.
    /// - Parameter errors: one object each, as `Failure` makes them.
    static func end(code: Int32, errors: [JSONText] = []) {
        let state = state.withLock { $0 }
        if state.speech.verbose { Failure.say("\(state.command): \(ProcessFigures.text(since: state.begun))") }
        guard state.speech.json, !(state.hasDocument && errors.isEmpty), !(state.streams && errors.isEmpty) else { return }
        if state.streams {
            for error in errors { Terminal.standardOutput.write(JSONReporter.line(error, named: "error", time: JSONReporter.now).written + "\n") }
            return
        }
        var fields: Fields = [
            ("schema", .integer(1)), ("command", .text(state.command)), ("exit", .integer(Int64(code))), ("results", .list(state.results)),
        ]
        if !state.next.isEmpty { fields.append(("next", .list(state.next.map(JSONText.text)))) }
        if !state.notes.isEmpty { fields.append(("notes", .list(state.notes.map(JSONText.text)))) }
        if !state.warnings.isEmpty { fields.append(("warnings", .list(state.warnings.map(JSONText.text)))) }
        if !errors.isEmpty { fields.append(("errors", .list(errors))) }
        Terminal.standardOutput.write(JSONText.object(fields).written + "\n")
    }
}

import ArgumentParser

/// How a command speaks: the same for all of them.
struct Speech: ParsableArguments {
    @Flag(help: "Results as JSON on standard output; docs/scripting.md says what is in it.")
    var json = false

    @Flag(help: "Say only results and what went wrong.")
    var quiet = false

    @Flag(help: "Say also what is done meanwhile, where things are and how long it took.")
    var verbose = false

    func validate() throws {
        if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other") }
    }
}

/// A command that speaks as `Speech` says; all do but the one for workers.
protocol SpokenCommand: ParsableCommand {
    var speech: Speech { get }
}

extension SpokenCommand {
    var json: Bool { speech.json }
}

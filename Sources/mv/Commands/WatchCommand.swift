import ArgumentParser
import Dispatch
import Foundation
import Pipeline
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

struct WatchCommand: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Build again whenever the project, a decision or an imported clip changes.",
        discussion: """
            Watched are the project file and the files it names, folders that clips are
            imported from, decisions about takes and changes of the cut. Money is spent as by
            'mv build': inside the project's budget. Ctrl-C ends it.

            EXAMPLES
              mv watch project.yaml --draft
              mv watch project.yaml --until cut
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @Option(help: "Stop each build after this stage: \(BuildStage.allCases.map(\.rawValue).joined(separator: ", ")).")
    var until: BuildStage = .render

    @Flag(help: "Drafts at half the size, encoded quickly.")
    var draft = false

    @Option(help: "How many workers; by default one for each processor.")
    var workers: Int?

    @OptionGroup var speech: Speech

    /// Editors write a file in several steps: it is built when nothing has changed for so long.
    private static let (interval, calm) = (Duration.milliseconds(300), Duration.milliseconds(300))

    func validate() throws {
        if let workers, workers < 1 { throw ValidationError("--workers must be 1 or more") }
    }

    func run() async throws {
        let file = try projectArgument.resolve()
        if json { Say.streamBegins() }
        let running = RunningBuild()
        let sources = running.listen()
        defer { for source in sources { source.cancel() } }
        // Read before each build, so that what changes while one runs is built by the next.
        var state = WatchedState(projectFile: file)
        try build(file, running)
        while true {
            try await Task.sleep(for: Self.interval)
            var now = WatchedState(projectFile: file)
            guard now != state else { continue }
            while true {
                try await Task.sleep(for: Self.calm)
                let later = WatchedState(projectFile: file)
                if later == now { break }
                now = later
            }
            if !speech.quiet { Failure.say("changed: \(now.difference(from: state))") }
            state = now
            try build(file, running)
        }
    }

    /// A program of its own, which says on this terminal what it does.
    private func build(_ file: String, _ running: RunningBuild) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Running.executable)
        process.arguments =
            ["build", file, "--until", until.rawValue] + (draft ? ["--draft"] : []) + (workers.map { ["--workers", "\($0)"] } ?? [])
            + (speech.quiet ? ["--quiet"] : []) + (speech.verbose ? ["--verbose"] : []) + (speech.json ? ["--json"] : [])
        try process.run()
        running.process = process
        process.waitUntilExit()
        running.process = nil
        if process.terminationStatus == Failure.Code.cancelled.rawValue { throw CancellationError() }
        if !speech.quiet { Failure.say("watching; Ctrl-C ends it") }
    }
}

/// The build that a watch has started, which is told when the watch is asked to end.
private final class RunningBuild: Sendable {
    private let state = Mutex<Process?>(nil)

    var process: Process? {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    /// Ctrl-C and SIGTERM end the build under way in order, and with it the watch.
    func listen() -> [any DispatchSourceSignal] {
        [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                guard let process = self.process, process.isRunning else { _exit(Failure.Code.cancelled.rawValue) }
                process.interrupt()
            }
            source.resume()
            return source
        }
    }
}

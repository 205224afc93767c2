import ArgumentParser
import Foundation
import Pipeline

/// `mv`: from a pool of takes to a film on the beat.
@main
struct MV: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: ProgramName.text,
        abstract: "Assembles music videos: make far too many takes, keep the few that live, cut them to the song.",
        discussion: """
            EXAMPLES
              mv init song.flac                 write project.yaml next to a song
              mv build project.yaml             make takes, choose, cut, render to out/
              mv pool list project.yaml         look at the pool
              mv review project.yaml            cull, compare and cut in a browser
              mv pool reject project.yaml 3f2a --reason "melting hands"
              mv build project.yaml             only what changed is made again

            EXIT CODES
              0 done, 1 failed, 2 the project has errors, 3 some jobs failed or the cut is incomplete,
              64 usage, 130 cancelled. See docs/scripting.md.
            """,
        version: ProgramVersion.text,
        subcommands: [
            InitCommand.self, CheckCommand.self, BuildCommand.self, PlanCommand.self, RenderCommand.self, RetakeCommand.self,
            CutCommand.self, ExportCommand.self, ImportCutCommand.self, ReviewCommand.self, WatchCommand.self, TimelineCommand.self, SelectCommand.self, ScoreCommand.self, ScorersCommand.self,
            ExplainCommand.self, PoolCommand.self, StoreCommand.self, BackupCommand.self, BeatsCommand.self, InspectCommand.self, VerifyCommand.self, CleanCommand.self, DoctorCommand.self,
            SchemaCommand.self, ManualCommand.self, RequestsCommand.self, JobsCommand.self, CostCommand.self,
            WorkerCommand.self,
        ])

    static func main() async {
        CoreDumps.off()
        do {
            try CommandSpelling.check(Array(CommandLine.arguments.dropFirst()), in: Self.self)
            var command = try parseAsRoot()
            if let spoken = command as? any SpokenCommand { Say.begin(name(of: type(of: spoken)), spoken.speech) }
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            Say.end(code: 0)
        } catch {
            Foundation.exit(Failure.report(error, in: Self.self))
        }
    }

    /// `mv pool pick`
    private static func name(of command: any ParsableCommand.Type) -> String {
        func path(_ from: any ParsableCommand.Type) -> [String]? {
            let name = from == Self.self ? "mv" : from.configuration.commandName ?? ""
            if from == command { return [name] }
            return from.configuration.subcommands.lazy.compactMap(path).first.map { [name] + $0 }
        }
        return (path(Self.self) ?? ["mv"]).joined(separator: " ")
    }
}

import ArgumentParser
import Editorial
import Pipeline

struct RenderCommand: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "Cut and render from what the pool holds; make no takes.",
        discussion: """
            EXAMPLES
              mv render project.yaml               only what changed
              mv render project.yaml --slot 17     encode slot 17 again and join the film
              mv render project.yaml --shot window
            """)

    @OptionGroup var projectArgument: ProjectArgument
    @OptionGroup var options: WorkOptions
    var speech: Speech { options.speech }

    @Flag(help: "A draft at half the size, encoded quickly: out/NAME.draft.mp4.")
    var draft = false

    @Option(help: "Encode the clips of this shot again.")
    var shot: String?

    @Option(help: "Encode this slot again.")
    var slot: Int?

    func run() async throws {
        let session = try options.session(projectArgument, isDraft: draft)
        if let shot, session.project.shot(shot) == nil { throw ValidationError("there is no shot '\(shot)' in the project; its shots are \(session.project.shots.prefix(12).map(\.id).joined(separator: ", "))") }
        if let slot, let last = try? Explanation(session: session).cut(), !last.timeline.clips.contains(where: { $0.slot == slot }) {
            throw Refusal("there is no slot \(slot); the cut has slots 1 to \(last.timeline.clips.count)")
        }
        let (shot, slot) = (shot, slot)
        let report = try await Running.locked(session, options.executing, command: "mv render") { executor in
            try await Build(session: session, executor: executor).render { $0.shot == shot || $0.slot == slot }
        }
        try options.finish(report, session)
    }
}

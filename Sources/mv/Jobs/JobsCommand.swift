import ArgumentParser

struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs", abstract: "Look at what is with a cluster, and take it back.",
        discussion: """
            Work is handed to a cluster in batches: arrays of tasks, each of which makes some jobs.
            A build that was stopped left them there; the next one collects what they made.

            EXAMPLES
              mv jobs list project.yaml
              mv jobs cancel project.yaml mv-3f2a91c04be7
              mv jobs cancel project.yaml --all
            """,
        subcommands: [JobsList.self, JobsCancel.self])
}

import ArgumentParser

struct RequestsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requests", abstract: "Look at what was asked of generators, and settle what is in doubt.",
        discussion: """
            Every request is written down before it is sent. One whose answer never came is never
            sent again by itself, since it may have been accepted and paid: it waits here.

            EXAMPLES
              mv requests list project.yaml                      what is open
              mv requests show project.yaml 3f2a                 what was sent and what came back
              mv requests resolve project.yaml 3f2a              look at the service for it
              mv requests resolve project.yaml 3f2a --ask-again  it is not there: ask again
              mv requests cancel project.yaml --all
              mv requests retry project.yaml --failed
            """,
        subcommands: [RequestsList.self, RequestsShow.self, RequestsResolve.self, RequestsCancel.self, RequestsRetry.self])
}

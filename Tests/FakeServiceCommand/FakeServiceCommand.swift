import ArgumentParser

/// Services to try the program against by hand, without a network and without a bill: `swift run fake-service openai --dialect sglang`.
@main
struct FakeServiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fake-service",
        abstract: "Runs one of the services the tests use, on 127.0.0.1, until Ctrl-C.",
        discussion: """
            A scenario says how each request fares; `fake-service scenarios` lists them. A prompt that holds scenario:NAME gets that one \
            whatever was chosen.
            """,
        subcommands: [
            OpenAICommand.self,
            ComfyUICommand.self,
            OpenRouterCommand.self,
            FalCommand.self,
            ReplicateCommand.self,
            RunwayCommand.self,
            ChatCommand.self,
            ScenariosCommand.self,
        ])
}

import ArgumentParser
import FakeServices

struct ChatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "chat", abstract: "A model that sees, behind /v1/chat/completions.")

    @Option(help: "The key that is asked for; by default none.")
    var key: String?
    @OptionGroup var serving: ServingOptions

    func run() async throws {
        try await serving.serve(
            FakeChat(key: key),
            hint: """
                scorers:
                  eyes:
                    kind: vlm
                    base_url: URL/v1
                    model: any
                    price_per_call: 0
                """)
    }
}

import ArgumentParser
import FakeServices

struct OpenRouterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "openrouter", abstract: "OpenRouter's video API.")

    @Option(help: "The key that is asked for.")
    var key = "or-key"
    @Flag(help: "Have the files on another host, under signed addresses.")
    var signed = false
    @OptionGroup var serving: ServingOptions

    func run() async throws {
        let media = FakeMedia()
        let host = try await FakeServer.start(media)
        let fake = FakeOpenRouter(serving.book(), key: key, signed: signed ? (media, host.url) : nil)
        try await serving.serve(
            fake,
            hint: """
                generators:
                  fake:
                    kind: openrouter
                    base_url: URL/api/v1
                    model: bytedance/seedance-2.0
                    key_file: key.txt   # holds \(key)
                    price_per_second: 0
                """)
        await host.stop()
    }
}

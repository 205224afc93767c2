import ArgumentParser
import FakeServices

struct ReplicateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "replicate", abstract: "Replicate's predictions.")

    @Option(help: "The key that is asked for.")
    var key = "r8-key"
    @OptionGroup var serving: ServingOptions

    func run() async throws {
        let media = FakeMedia()
        let host = try await FakeServer.start(media)
        let fake = FakeReplicate(serving.book(), key: key, media: (media, host.url))
        try await serving.serve(
            fake,
            hint: """
                generators:
                  fake:
                    kind: replicate
                    base_url: URL/v1
                    model: bytedance/seedance-2.0
                    key_file: key.txt   # holds \(key)
                    price_per_second: 0
                """)
        await host.stop()
    }
}

import ArgumentParser
import FakeServices

struct RunwayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "runway", abstract: "Runway's tasks.")

    @Option(help: "The key that is asked for.")
    var key = "key_runway"
    @OptionGroup var serving: ServingOptions

    func run() async throws {
        let media = FakeMedia()
        let host = try await FakeServer.start(media)
        let fake = FakeRunway(serving.book(), key: key, media: (media, host.url))
        try await serving.serve(
            fake,
            hint: """
                generators:
                  fake:
                    kind: runway
                    base_url: URL/v1
                    model: gen4.5
                    key_file: key.txt   # holds \(key)
                    price_per_second: 0
                """)
        await host.stop()
    }
}

import ArgumentParser
import FakeServices

struct FalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "fal", abstract: "The queue of fal.")

    @Option(help: "The key that is asked for.")
    var key = "fal-key"
    @OptionGroup var serving: ServingOptions

    func run() async throws {
        let media = FakeMedia()
        let host = try await FakeServer.start(media)
        let fake = FakeFal(serving.book(), key: key, media: (media, host.url))
        try await serving.serve(
            fake,
            hint: """
                generators:
                  fake:
                    kind: fal
                    base_url: URL
                    upload_url: URL
                    model: bytedance/seedance-2.0/text-to-video
                    key_file: key.txt   # holds \(key)
                    price_per_second: 0
                """)
        await host.stop()
    }
}

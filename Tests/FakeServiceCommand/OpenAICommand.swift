import ArgumentParser
import FakeServices

struct OpenAICommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openai", abstract: "The /v1/videos protocol, in the dialect of one of the servers that speak it.")

    @Option(
        help: "\(Self.dialects).",
        transform: { word in
            guard let dialect = FakeOpenAIVideos.Dialect(rawValue: word) else {
                throw ValidationError("There is no dialect '\(word)'; expected one of \(Self.dialects).")
            }
            return dialect
        })
    var dialect = FakeOpenAIVideos.Dialect.openai
    @Option(help: "The key that is asked for; by default none.")
    var key: String?
    @OptionGroup var serving: ServingOptions

    private static var dialects: String { FakeOpenAIVideos.Dialect.allCases.map(\.rawValue).joined(separator: ", ") }

    func run() async throws {
        let fake = FakeOpenAIVideos(dialect, book: serving.book())
        fake.configure { $0.key = key }
        try await serving.serve(
            fake,
            hint: """
                generators:
                  fake:
                    kind: openai-videos
                    base_url: URL/v1
                    price_per_second: 0
                """)
    }
}

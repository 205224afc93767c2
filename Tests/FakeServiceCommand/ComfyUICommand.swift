import ArgumentParser
import FakeServices

struct ComfyUICommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "comfyui", abstract: "ComfyUI's own API, with its websocket.")

    @Option(help: "Milliseconds each sampling step takes.")
    var pace = 200
    @Flag(help: "Let no websocket through, as some proxies do.")
    var blocked = false
    @OptionGroup var serving: ServingOptions

    func run() async throws {
        let fake = FakeComfyUI(book: serving.book())
        fake.configure {
            $0.pace = .milliseconds(pace)
            $0.blocksWebSockets = blocked
        }
        let server = try await fake.serve(port: serving.port)
        print(
            """
            listening on \(server.url)

            generators:
              fake:
                kind: comfyui
                base_url: \(server.url)
                workflow: workflow.json   # of the nodes that \(server.url)/object_info lists

            """)
        var told = 0
        while !Task.isCancelled {
            let log = server.log
            for seen in log.dropFirst(told) { print("\(seen.method) \(seen.path) \(seen.type) \(seen.body.count) bytes") }
            told = log.count
            try await Task.sleep(for: .milliseconds(200))
        }
        await server.stop()
    }
}

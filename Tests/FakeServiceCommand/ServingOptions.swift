import ArgumentParser
import FakeServices

/// What every fake is told on the command line.
struct ServingOptions: ParsableArguments {
    @Option(help: "Port to listen on; a free one by default.")
    var port = 0

    @Option(help: "How each request fares; see `fake-service scenarios`.")
    var scenario = "normal"

    func validate() throws {
        guard Scenario.named(scenario) != nil else {
            throw ValidationError(
                "There is no scenario '\(scenario)'; expected one of \(Scenario.named.map(\.name).joined(separator: ", ")).")
        }
    }

    /// The book of the chosen scenario, which prompts may overrule.
    func book() -> ScenarioBook {
        let book = ScenarioBook(Scenario.named(scenario) ?? Scenario())
        book.obeyPrompts()
        return book
    }

    /// Serves until the process is ended, with a line for each request.
    /// - Parameter hint: what to write in a project to use it, where `URL` stands for the address.
    func serve(_ service: some FakeService, hint: String) async throws {
        let server = try await FakeServer.start(service, port: port)
        print("listening on \(server.url)\n\n\(hint.replacing("URL", with: server.url))\n")
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

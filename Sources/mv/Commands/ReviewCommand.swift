import ArgumentParser
import Dispatch
import Foundation
import Pipeline
import Review
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

struct ReviewCommand: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Serve a page to cull, compare, cut and watch builds in a browser.",
        discussion: """
            The page is served on this machine only, to whoever has the address that is printed.
            What is decided there is decided as by 'mv pool' and 'mv cut', and each sees the other
            at once. Small films for the page are made while you look. Ctrl-C ends it.

            EXAMPLES
              mv review project.yaml
              mv review project.yaml --open                 opens the browser too
              mv review project.yaml --read-only            nobody can decide anything
              mv review project.yaml --listen 0.0.0.0 --share    for others in your network
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @Option(help: "The port; any that is free when left out.")
    var port = 0

    @Option(help: ArgumentHelp("The address to listen on; others than this machine's own need --share.", valueName: "address"))
    var listen = "127.0.0.1"

    @Flag(help: "Let other machines in.")
    var share = false

    @Flag(name: .customLong("read-only"), help: "For looking only: nothing can be decided.")
    var isReadOnly = false

    @Flag(help: "Open the page in the browser.")
    var open = false

    @Option(help: "How many workers make small films; by default one for each processor.")
    var workers: Int?

    @OptionGroup var speech: Speech

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port goes from 0, for any, to 65535") }
        if let workers, workers < 1 { throw ValidationError("--workers must be 1 or more") }
        if !["127.0.0.1", "localhost", "::1"].contains(listen), !share {
            throw ValidationError(
                """
                --listen \(listen) lets other machines open the page. Whoever has its address, with the token, \
                can then see all takes, decide about them and start builds that cost money, and it goes over the \
                network unencrypted. If that is meant, add --share; with --read-only they can only look
                """)
        }
    }

    func run() async throws {
        let file = try projectArgument.resolve()
        let workspace = try Workspace(projectFile: file)
        var settings = ReviewSettings(
            projectFile: file, program: Running.executable, programName: "mv \(MV.configuration.version)", tools: Running.tools,
            workers: workers ?? Running.processors
        ) { count in Running.executor(workspace, workers: count) }
        (settings.host, settings.port, settings.isReadOnly) = (listen, port, isReadOnly)
        let server = try ReviewServer(settings)
        let (opens, shares, readOnly) = (self.open, share, isReadOnly)
        let task = Task {
            try await server.run { address in
                Self.announce(address, isShared: shares, isReadOnly: readOnly)
                if opens { Self.openBrowser(address.url) }
            }
        }
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { if task.isCancelled { _exit(0) } else { task.cancel() } }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        do {
            try await task.value
        } catch is CancellationError {
        } catch {
            // Nothing but the port is asked of the system.
            throw Refusal("the page cannot be served on \(listen):\(port): \(error); another --port may be free")
        }
    }

    private static func announce(_ address: ReviewServer.Address, isShared: Bool, isReadOnly: Bool) {
        Say.now(address.url, [("url", .text(address.url)), ("viewer", .text(address.viewerURL)), ("readOnly", .boolean(isReadOnly))])
        if !isReadOnly { Failure.say("to let somebody look without deciding: \(address.viewerURL)") }
        if isShared {
            Failure.say("other machines can open it, under this machine's address: give the link only to whom you trust with the project")
        }
        Failure.say("Ctrl-C ends it")
        fflush(nil)
    }

    private static func openBrowser(_ url: String) {
        let process = Process()
        #if os(Linux)
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["xdg-open", url]
        #else
            process.executableURL = URL(fileURLWithPath: "/usr/bin/open")
            process.arguments = [url]
        #endif
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { Failure.say("no browser could be opened; open the address yourself") }
    }
}

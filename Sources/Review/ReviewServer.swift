import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Synchronization

/// The review page: a pool looked at, decided about and cut in a browser.
///
/// It is served on one machine to the people of one project. Nothing is served but what lies in the program and in the project's store, and
/// nobody is served without the token of this run.
public struct ReviewServer: Sendable {
    /// Where the page is to be opened.
    public struct Address: Sendable {
        public var host: String
        public var port: Int
        public var token: String
        /// Opens the page for looking only.
        public var viewerToken: String

        public var url: String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/?token=\(token)" }
        public var viewerURL: String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/?token=\(viewerToken)" }
    }

    private let settings: ReviewSettings
    private let desk: ReviewDesk
    private let tokens: AccessTokens

    /// - Throws: `Diagnostics` when the project has errors.
    public init(_ settings: ReviewSettings) throws {
        self.settings = settings
        desk = try ReviewDesk(settings)
        tokens = AccessTokens(isReadOnly: settings.isReadOnly)
    }

    /// Serves until the task is cancelled.
    /// - Parameter ready: called once people can open the page.
    public func run(ready: @escaping @Sendable (Address) -> Void) async throws {
        let (port, door) = (BoundPort(), Door(most: Descriptors.connections()))
        var logger = Logger(label: "mv-review")
        logger.logLevel = .critical
        let (host, tokens, settings) = (settings.host, tokens, settings)
        let application = Application(
            router: router(port: port, door: door), server: .init { DoorChannel(door: door, responder: $0) }, configuration: .init(address: .hostname(host, port: settings.port), serverName: nil),
            onServerRunning: { channel in
                port.value = channel.localAddress?.port ?? settings.port
                ready(Address(host: host, port: port.value, token: tokens.editor, viewerToken: tokens.viewer))
            }, logger: logger)
        let desk = desk
        try await withThrowingTaskGroup { group in
            group.addTask { try await application.run() }
            group.addTask { await desk.run() }
            // Ends with the first of them: the other one only ends when it is cancelled.
            do {
                try await group.next()
            } catch {
                await end(&group)
                throw error
            }
            await end(&group)
        }
    }

    private func end(_ group: inout ThrowingTaskGroup<Void, any Error>) async {
        desk.broadcast.finish()
        await desk.starter.finish()
        group.cancelAll()
    }

    func router(port: BoundPort, door: Door) -> Router<ReviewContext> {
        let router = Router(context: ReviewContext.self)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: TroubleAnswers())
        router.add(middleware: Gate(tokens: tokens, hosts: HostRule(isShared: !settings.isLoopback, port: port), door: door))
        PageRoutes.add(to: router)
        let api = router.group("api")
        TakeRoutes(desk: desk).add(to: api)
        CutRoutes(desk: desk).add(to: api)
        BuildRoutes(desk: desk).add(to: api)
        EventRoutes(desk: desk).add(to: api)
        MediaRoutes(desk: desk).add(to: router.group("media"))
        return router
    }
}

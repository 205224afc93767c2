import Foundation

/// A fake of a hosted service at work: its own server, and the other host its files are on.
public final class HostedServers<Fake: FakeService>: Sendable {
    public let fake: Fake
    public let server: FakeServer
    public let media: FakeMedia
    public let mediaServer: FakeServer

    /// - Parameter make: makes the fake, given the other host and its address.
    public init(port: Int = 0, _ make: (FakeMedia, String) -> Fake) async throws {
        media = FakeMedia()
        mediaServer = try await FakeServer.start(media)
        fake = make(media, mediaServer.url)
        server = try await FakeServer.start(fake, port: port)
    }

    public func stop() async {
        await server.stop()
        await mediaServer.stop()
    }
}

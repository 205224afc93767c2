import Foundation
import HTTPTypes
public import HummingbirdCore
import Logging
public import NIOCore
import NIOHTTPTypes
import NIOPosix
import Synchronization

/// What a fake service answers to one request. A class with counters behind a lock, one for each protocol.
public protocol FakeService: Sendable {
    func answer(_ seen: Seen) async -> FakeAnswer
}

/// One HTTP server on 127.0.0.1 with a port of its own, in this process.
///
/// It notes everything that arrives, and can do what a real server does on a bad day: cut the connection after the work was accepted,
/// send fewer bytes than it announced, answer late.
///
///     let server = try await FakeServer.start { seen in
///         seen.matches("GET", "v1/models") != nil ? .json(["data": []]) : .json(["error": "no such page"], status: 404)
///     }
///     …
///     await server.stop()
public final class FakeServer: Sendable {
    /// Answers requests that came in on a connection: what a `ServerChildChannel` of one's own calls.
    public typealias Responder = HTTPChannelHandler.Responder

    private struct State {
        var log: [Seen] = []
        var channels: [ObjectIdentifier: any Channel] = [:]
    }
    private let state = Mutex(State())
    private let task = Mutex<Task<Void, any Error>?>(nil)
    private let startedPort = Mutex(0)

    private init() {}

    public var port: Int { startedPort.withLock { $0 } }
    /// `http://127.0.0.1:PORT`
    public var url: String { "http://127.0.0.1:\(port)" }

    /// Every request there was, in the order they arrived. A request is in it before it is answered.
    public var log: [Seen] { state.withLock { $0.log } }
    /// The requests of a method whose path, decoded, starts with the given one.
    public func log(_ method: String, _ path: String = "") -> [Seen] {
        log.filter { $0.method == method && $0.parts.joined(separator: "/").hasPrefix(path) }
    }

    public static func start(_ service: some FakeService, port: Int = 0) async throws -> FakeServer {
        try await start(port: port) { await service.answer($0) }
    }

    public static func start(port: Int = 0, _ answer: @escaping @Sendable (Seen) async -> FakeAnswer) async throws -> FakeServer {
        try await start(port: port, answer: answer) { HTTP1Channel(responder: $0) }
    }

    /// - Parameter channel: makes what speaks on each connection, for protocols that are more than HTTP: it is given what answers plain
    ///   requests. A fake with a websocket upgrades in its `setup` where the path says so, and hands other requests to the responder, as
    ///   `HTTP1Channel` does.
    public static func start(
        port: Int = 0, answer: @escaping @Sendable (Seen) async -> FakeAnswer, channel: (@escaping Responder) -> some ServerChildChannel
    ) async throws -> FakeServer {
        let server = FakeServer()
        let setup = channel { request, writer, channel in try await server.respond(request, writer, channel, answer) }
        try await server.run(setup, port: port)
        return server
    }

    private func run(_ setup: some ServerChildChannel, port: Int) async throws {
        var quiet = Logger(label: "fake-service")
        quiet.logLevel = .critical
        let (opened, continuation) = AsyncThrowingStream.makeStream(of: Int.self)
        let server = Server(
            childChannelSetup: setup, configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in
                continuation.yield(channel.localAddress?.port ?? port)
                continuation.finish()
            },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: quiet)
        let running = Task {
            do {
                try await server.run()
            } catch {
                continuation.finish(throwing: error)
                throw error
            }
        }
        task.withLock { $0 = running }
        for try await port in opened { startedPort.withLock { $0 = port } }
    }

    /// Stops listening and cuts every connection.
    public func stop() async {
        let running = task.withLock { task in
            defer { task = nil }
            return task
        }
        let channels = state.withLock { Array($0.channels.values) }
        for channel in channels { channel.close(promise: nil) }
        running?.cancel()
        _ = await running?.result
    }

    /// Notes an arrival that did not go through a responder: the opening of a websocket.
    public func note(_ seen: Seen) { state.withLock { $0.log.append(seen) } }

    private struct Dropped: Error {}

    private func respond(
        _ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel,
        _ answer: @Sendable (Seen) async -> FakeAnswer
    ) async throws {
        let isNew = state.withLock { $0.channels.updateValue(channel, forKey: ObjectIdentifier(channel)) == nil }
        if isNew {
            channel.closeFuture.whenComplete { [weak self] _ in
                self?.state.withLock { _ = $0.channels.removeValue(forKey: ObjectIdentifier(channel)) }
            }
        }
        let body = try await request.body.collect(upTo: 256 << 20)
        let seen = Seen(request, body: Data(body.readableBytesView))
        note(seen)
        let answer = await answer(seen)
        if answer.delay > .zero { try await Task.sleep(for: answer.delay) }
        if case .nothing = answer.ending {
            try await Self.reset(channel)
            throw Dropped()
        }
        let shown = seen.method == "HEAD" ? Data() : answer.sentBody
        var head = answer.head
        head.headerFields[.contentLength] = answer.length.map(String.init)
        if answer.length == nil { head.headerFields[.transferEncoding] = "chunked" }
        var written = try await writer.writeHead(head)
        if !shown.isEmpty { try await written.write(ByteBuffer(bytes: shown)) }
        if case .cut = answer.ending {
            // What was written has to be on its way before the connection goes.
            try await channel.close()
            throw Dropped()
        }
        try await written.finish(nil)
    }

    /// Not a polite end of the stream but a reset, as when a process dies or a balancer gives up.
    private static func reset(_ channel: any Channel) async throws {
        if let socket = channel as? any SocketOptionProvider {
            try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try await channel.close()
    }
}

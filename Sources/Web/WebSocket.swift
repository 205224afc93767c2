public import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket

extension WebClient {
    /// Listens to the text messages of a websocket until the server closes it. Cancelling the task closes it too.
    ///
    /// Binary messages and messages over the limit are skipped. Redirects are not followed.
    /// - Parameters:
    ///   - url: an `http` or `https` address; the scheme says whether the connection is secured.
    ///   - headers: sent with the handshake, besides the credentials of that origin.
    /// - Throws: `WebError` when there is no connection or it breaks; `CancellationError`.
    public func webSocket(
        _ url: URL, headers: [(String, String)] = [], mostBytes: Int = 1 << 20, onText: @Sendable (String) async -> Void
    ) async throws {
        guard let origin = Origin(url), let host = url.host(percentEncoded: false) else {
            throw WebError(.notSent, "there is no address to open a websocket at")
        }
        var fields = HTTPHeaders()
        let name = host.contains(":") ? "[\(host)]" : host
        fields.add(name: "Host", value: url.port.map { "\(name):\($0)" } ?? name)
        for (name, value) in headers { fields.replaceOrAdd(name: name, value: value) }
        for credential in credentials where credential.origin == origin {
            fields.replaceOrAdd(name: credential.header, value: credential.value)
        }
        do {
            let channel = try await WebSocketDoor(url: url, host: host, way: reach.way(to: origin), fields: fields).open()
            try await WebSocketMessages(channel: channel, mostBytes: mostBytes).read { [redactor] text in
                await onText(String(decoding: redactor.scrubbed(Data(text.utf8)), as: UTF8.self))
            }
        } catch let error as WebError {
            throw WebError(error.kind, redactor.clean(error.reason))
        } catch let error as CancellationError {
            throw error
        } catch {
            try Task.checkCancellation()
            throw WebError(.interrupted, redactor.clean("the websocket to \(host) broke: \(error)"))
        }
    }
}

private typealias WebSocketChannel = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

/// Connects and shakes hands.
private struct WebSocketDoor {
    let url: URL
    let host: String
    let way: Reach.Way
    let fields: HTTPHeaders

    private static let patience = TimeAmount.seconds(15)
    /// More than any picture a service shows on the way. A longer frame ends the connection.
    private static let mostFrame = 32 << 20

    private var path: String {
        var parts = URLComponents()
        parts.percentEncodedPath = url.path(percentEncoded: true)
        parts.percentEncodedQuery = url.query(percentEncoded: true)
        let text = parts.string ?? ""
        return text.hasPrefix("/") ? text : "/" + text
    }

    func open() async throws -> WebSocketChannel {
        let security = url.scheme == "https" ? try NIOSSLContext(configuration: .makeClientConfiguration()) : nil
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: path, headers: fields)
        let handshake: EventLoopFuture<WebSocketChannel?>
        do {
            let (door, port) = (ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton), url.port ?? (security == nil ? 80 : 443))
            let prepare: @Sendable (any Channel) -> EventLoopFuture<EventLoopFuture<WebSocketChannel?>> = { [host] channel in
                channel.eventLoop.makeCompletedFuture {
                    if let security { try channel.pipeline.syncOperations.addHandler(Self.secured(security, host)) }
                    return try Self.handshake(on: channel, head)
                }
            }
            handshake =
                switch way {
                case .direct: try await door.connectTimeout(Self.patience).connect(host: host, port: port, channelInitializer: prepare)
                case .only(let addresses):
                    try await door.connectTimeout(Self.patience).connect(
                        to: SocketAddress(ipAddress: "\(addresses[0])", port: port), channelInitializer: prepare)
                }
        } catch {
            throw WebError(.notSent, "there is no connection to \(host) for a websocket: \(error)")
        }
        guard let channel = try await handshake.get() else {
            throw WebError(.notSent, "\(host) opens no websocket there")
        }
        return channel
    }

    /// Names of hosts are checked against the certificate; the check of bare addresses takes no name.
    private static func secured(_ context: NIOSSLContext, _ host: String) throws -> NIOSSLClientHandler {
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
    }

    /// Nil when the server answers, but not with a websocket.
    private static func handshake(on channel: any Channel, _ head: HTTPRequestHead) throws -> EventLoopFuture<WebSocketChannel?> {
        let upgrader = NIOTypedWebSocketClientUpgrader<WebSocketChannel?>(maxFrameSize: mostFrame) { channel, _ in
            channel.eventLoop.makeCompletedFuture { try WebSocketChannel(wrappingChannelSynchronously: channel) }
        }
        let upgrade = NIOTypedHTTPClientUpgradeConfiguration<WebSocketChannel?>(
            upgradeRequestHead: head, upgraders: [upgrader],
            notUpgradingCompletionHandler: { channel in channel.close().map { nil } })
        var pipeline = NIOUpgradableHTTPClientPipelineConfiguration(upgradeConfiguration: upgrade)
        // The first messages may come with the answer to the handshake.
        pipeline.leftOverBytesStrategy = .forwardBytes
        let done = try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(configuration: pipeline)
        let late = channel.eventLoop.scheduleTask(in: patience) { channel.close(promise: nil) }
        done.whenComplete { _ in late.cancel() }
        return done
    }
}

/// Reads frames, answers pings, puts the pieces of a message together.
private struct WebSocketMessages {
    let channel: WebSocketChannel
    let mostBytes: Int

    func read(_ onText: @Sendable (String) async -> Void) async throws {
        try await channel.executeThenClose { frames, answers in
            var message = ByteBuffer()
            var isText = false
            for try await frame in frames {
                switch frame.opcode {
                case .text, .binary, .continuation:
                    if frame.opcode != .continuation { (message, isText) = (ByteBuffer(), frame.opcode == .text) }
                    var piece = frame.unmaskedData
                    guard isText, message.readableBytes + piece.readableBytes <= mostBytes else {
                        isText = false
                        continue
                    }
                    message.writeBuffer(&piece)
                    if frame.fin { await onText(String(buffer: message)) }
                case .ping:
                    try await answers.write(WebSocketFrame(fin: true, opcode: .pong, maskKey: .random(), data: frame.unmaskedData))
                case .connectionClose:
                    try await answers.write(WebSocketFrame(fin: true, opcode: .connectionClose, maskKey: .random(), data: ByteBuffer()))
                    return
                default: break
                }
            }
            try Task.checkCancellation()
        }
    }
}

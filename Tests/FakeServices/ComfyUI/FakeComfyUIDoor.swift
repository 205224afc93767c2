import Foundation
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOWebSocket

/// What speaks on one connection: HTTP, or a websocket when the first request asks for `/ws`.
///
/// The first bytes are looked at before anything else reads them, because only one of the two can have them.
struct FakeComfyUIDoor: ServerChildChannel {
    typealias Messages = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    enum Speech: Sendable {
        case http(HTTP1Channel.Value)
        case webSocket(Messages, client: String)
        case nothing
    }

    struct Value: ServerChildChannelValue {
        let channel: any Channel
        let speech: EventLoopFuture<Speech>
    }

    private let fake: FakeComfyUI
    private let http: HTTP1Channel

    init(fake: FakeComfyUI, responder: @escaping FakeServer.Responder) {
        self.fake = fake
        http = HTTP1Channel(responder: responder)
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let speech = channel.eventLoop.makePromise(of: Speech.self)
            let peek = FirstLine { line in
                let future = self.speech(for: line, channel, logger)
                future.cascade(to: speech)
                // A websocket is only known to be one after its handshake, for which the bytes are needed.
                return self.isWebSocket(line) ? channel.eventLoop.makeSucceededVoidFuture() : future.map { _ in }
            }
            try channel.pipeline.syncOperations.addHandler(peek)
            channel.closeFuture.whenComplete { _ in speech.succeed(.nothing) }
            return Value(channel: channel, speech: speech.futureResult)
        }
    }

    private func isWebSocket(_ line: String) -> Bool {
        guard !fake.settings.blocksWebSockets else { return false }
        return ["GET /ws?", "GET /ws ", "GET /api/ws?", "GET /api/ws "].contains { line.hasPrefix($0) }
    }

    private func speech(for line: String, _ channel: any Channel, _ logger: Logger) -> EventLoopFuture<Speech> {
        guard isWebSocket(line) else { return http.setup(channel: channel, logger: logger).map { .http($0) } }
        let upgrader = NIOTypedWebSocketServerUpgrader<Speech>(
            shouldUpgrade: { [fake] channel, head in
                channel.eventLoop.makeSucceededFuture(fake.isAllowed { head.headers.first(name: $0) } ? HTTPHeaders() : nil)
            },
            upgradePipelineHandler: { channel, head in
                channel.eventLoop.makeCompletedFuture {
                    let query = URLComponents(string: head.uri)?.queryItems ?? []
                    return .webSocket(
                        try Messages(wrappingChannelSynchronously: channel), client: query.first { $0.name == "clientId" }?.value ?? "")
                }
            })
        let configuration = NIOUpgradableHTTPServerPipelineConfiguration<Speech>(
            upgradeConfiguration: .init(upgraders: [upgrader]) { channel in
                let head = HTTPResponseHead(
                    version: .http1_1, status: .unauthorized, headers: ["Content-Length": "0", "Connection": "close"])
                return channel.writeAndFlush(HTTPServerResponsePart.head(head)).flatMap {
                    channel.writeAndFlush(HTTPServerResponsePart.end(nil))
                }.flatMap { channel.close() }.map { .nothing }
            })
        return channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(configuration: configuration)
        }.flatMap { $0 }
    }

    func handle(value: Value, logger: Logger) async {
        guard let speech = try? await value.speech.get() else { return }
        switch speech {
        case .http(let channel): await http.handle(value: channel, logger: logger)
        case .webSocket(let messages, let client): await talk(messages, client)
        case .nothing: break
        }
    }

    private func talk(_ messages: Messages, _ client: String) async {
        let (id, told) = fake.events.open(client)
        defer { fake.events.close(id) }
        // A listener that goes away ends the talk; nothing else comes of it.
        try? await messages.executeThenClose { inbound, outbound in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    // As a proxy does that keeps connections from being taken for dead.
                    try await outbound.write(WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer(string: "here?")))
                    for await message in told {
                        switch message {
                        case .text(let text): try await write(ByteBuffer(string: text), outbound)
                        case .preview(let data):
                            try await outbound.write(WebSocketFrame(fin: true, opcode: .binary, data: ByteBuffer(bytes: data)))
                        }
                    }
                }
                group.addTask {
                    for try await frame in inbound {
                        if frame.opcode == .pong { fake.events.pong() }
                        if frame.opcode == .connectionClose { return }
                    }
                }
                try await group.next()
                group.cancelAll()
            }
        }
    }

    /// Long texts go in two pieces, as through some proxies.
    private func write(_ text: ByteBuffer, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>) async throws {
        var rest = text
        guard rest.readableBytes > 100, let first = rest.readSlice(length: 100) else {
            return try await outbound.write(WebSocketFrame(fin: true, opcode: .text, data: text))
        }
        try await outbound.write(WebSocketFrame(fin: false, opcode: .text, data: first))
        try await outbound.write(WebSocketFrame(fin: true, opcode: .continuation, data: rest))
    }
}

/// Holds back what comes in until the first line is there and somebody was chosen to read it.
private final class FirstLine: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let choose: (String) -> EventLoopFuture<Void>
    private var held = ByteBuffer()
    private var isChosen = false

    init(_ choose: @escaping (String) -> EventLoopFuture<Void>) { self.choose = choose }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        held.writeBuffer(&bytes)
        guard !isChosen, let end = held.readableBytesView.firstIndex(of: 0x0a) else { return }
        isChosen = true
        let line = String(decoding: held.readableBytesView[..<end], as: UTF8.self)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        choose(line).whenComplete { _ in
            let (handler, context) = bound.value
            context.fireChannelRead(handler.wrapInboundOut(handler.held))
            context.fireChannelReadComplete()
            handler.held.clear()
            context.pipeline.syncOperations.removeHandler(handler, promise: nil)
        }
    }
}

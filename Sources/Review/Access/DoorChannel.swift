import HummingbirdCore
import Logging
import NIOCore

/// HTTP for those whom the door lets in, and one answer for the others.
struct DoorChannel: ServerChildChannel {
    let inside: HTTP1Channel
    let door: Door

    struct Value: ServerChildChannelValue {
        let channel: any Channel
        /// Nil for one who is turned away.
        let arrival: Arrival?
    }

    init(door: Door, responder: @escaping HTTPChannelHandler.Responder) {
        self.door = door
        // The page's own requests have heads of a few hundred bytes.
        inside = HTTP1Channel(
            responder: responder,
            configuration: .init(
                additionalChannelHandlers: [RequestClock()],
                httpDecoderConfiguration: .init(maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100)))
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        guard door.enter(channel) else {
            return channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(TurningAway())
                return Value(channel: channel, arrival: nil)
            }
        }
        return inside.setup(channel: channel, logger: logger).map { Value(channel: channel, arrival: Arrival($0)) }
    }

    func handle(value: Value, logger: Logger) async {
        if let arrival = value.arrival {
            await inside.handle(value: arrival.begin(), logger: logger)
        } else {
            try? await value.channel.closeFuture.get()
        }
    }
}

/// Says that there is no room, before anything was asked.
private final class TurningAway: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let words = #"{"error":"too many pages are open; close some, or try again in a moment"}"#

    func channelActive(context: ChannelHandlerContext) {
        let head = [
            "HTTP/1.1 503 Service Unavailable", "Content-Type: application/json; charset=utf-8", "Content-Length: \(Self.words.utf8.count)",
            "Connection: close", "Retry-After: 5", "Cache-Control: no-store", "X-Content-Type-Options: nosniff",
        ]
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: head.joined(separator: "\r\n") + "\r\n\r\n" + Self.words))).whenComplete { _ in
            channel.close(mode: .output, promise: nil)
        }
        // The request may still be on its way, and closing on it would take the answer away.
        context.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

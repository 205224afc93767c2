package import NIOCore
package import NIOHTTPTypes

/// Ends connections that keep the page waiting: byte after byte of a head, a body that never ends, nothing at all.
///
/// An answer may take as long as it takes: the stream of events never ends.
package final class RequestClock: ChannelDuplexHandler, RemovableChannelHandler {
    package typealias InboundIn = HTTPRequestPart
    package typealias InboundOut = HTTPRequestPart
    package typealias OutboundIn = HTTPResponsePart
    package typealias OutboundOut = HTTPResponsePart

    /// From the connection's beginning until the first head is there.
    package static let head = TimeAmount.seconds(10)
    /// From a head until the end of its body.
    package static let body = TimeAmount.seconds(60)
    /// From an answer until the next head.
    package static let idle = TimeAmount.seconds(60)

    private var alarm: Scheduled<Void>?
    private var isComing = false
    private var unanswered = 0

    package init() {}

    package func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { set(Self.head, context) }
    }

    package func handlerRemoved(context: ChannelHandlerContext) { alarm?.cancel() }

    package func channelActive(context: ChannelHandlerContext) {
        set(Self.head, context)
        context.fireChannelActive()
    }

    package func channelInactive(context: ChannelHandlerContext) {
        alarm?.cancel()
        context.fireChannelInactive()
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            (isComing, unanswered) = (true, unanswered + 1)
            set(Self.body, context)
        case .body: break
        case .end:
            isComing = false
            if unanswered > 0 { alarm?.cancel() } else { set(Self.idle, context) }
        }
        context.fireChannelRead(data)
    }

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            unanswered -= 1
            if unanswered == 0, !isComing { set(Self.idle, context) }
        }
        context.write(data, promise: promise)
    }

    private func set(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        alarm?.cancel()
        let channel = context.channel
        alarm = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }
}

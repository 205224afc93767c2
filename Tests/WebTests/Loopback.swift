import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A server on a free loopback port that answers as a test says, down to the bytes.
final class Loopback: Sendable {
    struct Seen: Sendable {
        var method: String
        /// Path and query as they came.
        var target: String
        var headers: [(String, String)]
        var body: Data
        /// Connections in the order in which they came.
        var connection: Int

        subscript(name: String) -> String? { headers.first { $0.0.lowercased() == name.lowercased() }?.1 }
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    enum Step: Sendable {
        case send(Data)
        /// So many bytes of nothing in particular, in small pieces.
        case fill(Int)
        case pause(Duration)
        case close
        case reset
    }

    let port: Int
    private let channel: any Channel
    private let seen: Counter

    fileprivate final class Counter: Sendable {
        let log = Mutex<[Seen]>([])
        let connections = Atomic(0)
    }

    private init(channel: any Channel, seen: Counter) {
        self.channel = channel
        self.seen = seen
        port = channel.localAddress?.port ?? 0
    }

    var log: [Seen] { seen.log.withLock { $0 } }
    func url(_ path: String = "/", host: String = "127.0.0.1") throws -> URL {
        try address("http://\(host):\(port)\(path)")
    }

    /// Runs a server for as long as a test needs it. No steps means: never answer.
    static func serve<R>(
        _ answer: @escaping @Sendable (Seen) -> [Step], _ test: (Loopback) async throws -> R
    ) async throws -> R {
        let seen = Counter()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                let number = seen.connections.wrappingAdd(1, ordering: .relaxed).newValue
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(
                        ByteToMessageHandler(HTTPRequestDecoder()), Answering(number, seen, answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = Loopback(channel: channel, seen: seen)
        do {
            let result = try await test(server)
            try await channel.close()
            return result
        } catch {
            try await channel.close()
            throw error
        }
    }
}

private final class Answering: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private let number: Int
    private let counter: Loopback.Counter
    private let answer: @Sendable (Loopback.Seen) -> [Loopback.Step]
    private var coming: Loopback.Seen?

    init(_ number: Int, _ counter: Loopback.Counter, _ answer: @escaping @Sendable (Loopback.Seen) -> [Loopback.Step]) {
        self.number = number
        self.counter = counter
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            coming = Loopback.Seen(
                method: head.method.rawValue, target: head.uri, headers: head.headers.map { ($0.name, $0.value) }, body: Data(),
                connection: number)
        case .body(let buffer): coming?.body.append(contentsOf: buffer.readableBytesView)
        case .end:
            guard let seen = coming else { return }
            counter.log.withLock { $0.append(seen) }
            let steps = answer(seen)
            let channel = context.channel
            Task { await Answering.play(steps, on: channel) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private static func play(_ steps: [Loopback.Step], on channel: any Channel) async {
        do {
            for step in steps {
                switch step {
                case .send(let data): try await channel.writeAndFlush(ByteBuffer(bytes: data))
                case .fill(let count):
                    let piece = ByteBuffer(repeating: 0x55, count: 1 << 16)
                    for start in stride(from: 0, to: count, by: 1 << 16) {
                        try await channel.writeAndFlush(piece.getSlice(at: 0, length: min(1 << 16, count - start)))
                    }
                case .pause(let time): try await Task.sleep(for: time)
                case .close: try await channel.close()
                case .reset:
                    try await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
                    try await channel.close()
                }
            }
        } catch {
            // The client has gone, which a test may want.
            channel.close(promise: nil)
        }
    }
}

extension [Loopback.Step] {
    static func head(_ status: Int, _ headers: [(String, String)]) -> Self {
        [.send(Data("HTTP/1.1 \(status) Word\r\n\(headers.map { "\($0.0): \($0.1)\r\n" }.joined())\r\n".utf8))]
    }

    static func answer(_ status: Int = 200, _ headers: [(String, String)] = [], body: Data) -> Self {
        head(status, headers + [("Content-Length", "\(body.count)")]) + [.send(body)]
    }

    static func answer(_ status: Int = 200, _ headers: [(String, String)] = [], _ body: String = "") -> Self {
        answer(status, headers, body: Data(body.utf8))
    }

    static func redirect(_ status: Int = 302, to location: String) -> Self { answer(status, [("Location", location)]) }
}

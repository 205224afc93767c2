import HTTPTypes
import Hummingbird
import NIOCore
import Pool

/// The stream of what happens, one for each open page.
struct EventRoutes {
    let desk: ReviewDesk

    private struct Hello: Encodable {
        var decision: Int64
        var cut: Int64
        var running: Bool
        /// Takes whose small films are there: a page that knows of others asks for the list again.
        var films: Int
    }

    /// A line now and then, so that a connection that is gone is noticed.
    private static let heartbeat = Duration.seconds(15)

    func add(to router: RouterGroup<ReviewContext>) {
        router.get("events") { _, _ in
            // Listened to first: what happens while the first message is made is not missed.
            let events = desk.broadcast.listen()
            let pulse = try desk.pool.pulse()
            let films = await desk.proxies.readyTakes.count
            let hello = PageEvent("hello", Hello(decision: pulse.decision, cut: pulse.cut, running: desk.builds.standing.running, films: films))
            return Response(status: .ok, headers: [.contentType: "text/event-stream"], body: Self.body(hello, events))
        }
    }

    private static func body(_ hello: PageEvent, _ events: AsyncStream<PageEvent>) -> ResponseBody {
        ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "retry: 1000\n" + hello.frame))
            // A page that does not read must not fill the memory; it looks at everything again when it comes back.
            let (merged, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(5000))
            let reading = Task {
                for await event in events { continuation.yield(event.frame) }
                continuation.finish()
            }
            let beating = Task {
                while !Task.isCancelled {
                    try await Task.sleep(for: heartbeat)
                    continuation.yield(": still here\n\n")
                }
            }
            defer {
                reading.cancel()
                beating.cancel()
            }
            for await text in merged { try await writer.write(ByteBuffer(string: text)) }
            try await writer.finish(nil)
        }
    }
}

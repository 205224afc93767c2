import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Review
import Testing

/// Time passes when the test says so.
@Suite struct RequestClockTests {
    private let channel = EmbeddedChannel(handler: RequestClock())

    init() throws { try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait() }

    private var isOpen: Bool { channel.isActive }
    private func wait(_ time: TimeAmount) { channel.embeddedEventLoop.advanceTime(by: time) }
    private func ask(_ part: HTTPRequestPart) throws { _ = try channel.writeInbound(part) }
    private func answer(_ part: HTTPResponsePart) throws { try channel.writeOutbound(part) }

    private let head = HTTPRequestPart.head(HTTPRequest(method: .post, scheme: "http", authority: "a", path: "/"))
    private let reply = HTTPResponsePart.head(HTTPResponse(status: .ok))

    @Test func aConnectionThatSaysNothingIsClosed() {
        wait(RequestClock.head - .seconds(1))
        #expect(isOpen)
        wait(.seconds(1))
        #expect(!isOpen)
    }

    @Test func aBodyThatDribblesIsClosedHoweverOftenABytesComes() throws {
        try ask(head)
        for _ in 0..<59 {
            wait(.seconds(1))
            try ask(.body(ByteBuffer(string: "x")))
            #expect(isOpen)
        }
        wait(.seconds(1))
        #expect(!isOpen)
    }

    @Test func anAnswerMayTakeAsLongAsItTakes() throws {
        try ask(head)
        try ask(.end(nil))
        try answer(reply)
        wait(.hours(24))
        #expect(isOpen)
    }

    @Test func afterAnAnswerTheNextRequestHasToComeSometime() throws {
        for _ in 0..<3 {
            try ask(head)
            try ask(.end(nil))
            try answer(reply)
            try answer(.end(nil))
            wait(RequestClock.idle - .seconds(1))
            #expect(isOpen)
        }
        wait(.seconds(1))
        #expect(!isOpen)
    }

    @Test func aBodyThatNobodyWaitsForAnyMoreIsStillTimed() throws {
        try ask(head)
        try answer(reply)
        try answer(.end(nil))
        wait(RequestClock.body - .seconds(1))
        #expect(isOpen)
        try ask(.body(ByteBuffer(string: "x")))
        wait(.seconds(1))
        #expect(!isOpen)
    }

    @Test func aBodyThatEndsAfterTheAnswerLeavesTheConnectionIdle() throws {
        try ask(head)
        try answer(reply)
        try answer(.end(nil))
        try ask(.end(nil))
        wait(RequestClock.idle - .seconds(1))
        #expect(isOpen)
        wait(.seconds(1))
        #expect(!isOpen)
    }
}

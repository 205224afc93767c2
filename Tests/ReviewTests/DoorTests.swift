import NIOCore
import NIOEmbedded
import Review
import Testing

@Suite struct DoorTests {
    private func connection() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    private func run(_ channels: [EmbeddedChannel]) { for channel in channels { channel.embeddedEventLoop.run() } }

    @Test func strangersGoInTheOrderInWhichTheyCame() throws {
        let door = Door(most: 3)
        let channels = try (0..<10).map { _ in try connection() }
        for channel in channels {
            #expect(door.enter(channel))
            run(channels)
            #expect(door.count <= 3)
        }
        #expect(channels.map(\.isActive) == Array(repeating: false, count: 7) + [true, true, true])
    }

    @Test func whoHasShownATokenStays() throws {
        let door = Door(most: 3)
        let (known, others) = (try connection(), try (0..<5).map { _ in try connection() })
        #expect(door.enter(known))
        door.recognise(known)
        for channel in others { #expect(door.enter(channel)) }
        run([known] + others)
        #expect(known.isActive && others.map(\.isActive) == [false, false, false, true, true])
    }

    @Test func whenAllAreKnownANewcomerIsTurnedAwayUntilOneLeaves() throws {
        let door = Door(most: 2)
        let channels = try (0..<3).map { _ in try connection() }
        for channel in channels.prefix(2) {
            #expect(door.enter(channel))
            door.recognise(channel)
        }
        #expect(!door.enter(channels[2]))
        _ = try channels[0].finish()
        run(channels)
        #expect(door.count == 1 && door.enter(channels[2]))
    }

    @Test func whoHadToGoIsNotTakenBack() throws {
        let door = Door(most: 1)
        let (first, second) = (try connection(), try connection())
        #expect(door.enter(first) && door.enter(second))
        door.recognise(first)
        #expect(door.count == 1)
        door.recognise(second)
        #expect(try !door.enter(connection()))
    }
}

import Synchronization
import Testing
import Timebase

@Test(arguments: [0, 1, 7, 500]) func valuesComeInTheOrderOfTheirItemsHoweverTheyAreWorkedOn(count: Int) {
    let squares = BackgroundMap<Int, Int>(most: 3) { $0 * $0 }
    for start in stride(from: 0, to: count, by: 10) { squares.add(Array(start..<min(start + 10, count))) }
    #expect(squares.values() == (0..<count).map { $0 * $0 })
}

@Test func whoFetchesMuchFasterThanIsWorkedWorksToo() {
    let done = Mutex(0)
    let slow = BackgroundMap<Int, Int>(most: 2) { item in
        done.withLock { $0 += 1 }
        return item
    }
    for item in 0..<200 {
        slow.add([item])
        // All but those that wait and those that other threads have in hand.
        #expect(done.withLock { $0 } >= item - 2 - 64)
    }
    #expect(slow.values() == Array(0..<200))
    #expect(done.withLock { $0 } == 200)
}

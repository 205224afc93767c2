import Cluster
import Content
import Testing

@Suite struct PackingTests {
    private func entries(_ count: Int, alone: Set<Int> = []) -> [Batch.Entry] {
        (0..<count).map { Batch.Entry(key: Digest(of: "\($0)"), label: "\($0)", attempt: 1, isAlone: alone.contains($0)) }
    }

    @Test("every job is in exactly one task, in its order, and no task is larger than allowed", arguments: [0, 1, 5, 16, 17, 700, 7001], [1, 4, 16])
    func everyJobOnce(_ count: Int, _ most: Int) {
        let tasks = Packing.tasks(entries(count), most: most, machines: 16)
        #expect(tasks.flatMap { $0.map(\.label) } == (0..<count).map(String.init))
        #expect(tasks.allSatisfy { (1...most).contains($0.count) })
        #expect(Set(tasks.map(\.count)).count <= 2)
    }

    @Test("few jobs are spread over the machines before a task gets two")
    func fewJobsAreSpread() {
        #expect(Packing.tasks(entries(10), most: 16, machines: 16).count == 10)
        #expect(Packing.tasks(entries(40), most: 16, machines: 16).count == 16)
        #expect(Packing.tasks(entries(700), most: 16, machines: 16).count == 44)
    }

    @Test("a job that made trouble beside others has a task of its own")
    func troubleIsAlone() {
        let tasks = Packing.tasks(entries(6, alone: [1, 4]), most: 16, machines: 1)
        #expect(tasks.map { $0.map(\.label) } == [["0", "2", "3", "5"], ["1"], ["4"]])
    }
}

/// Puts jobs into tasks: starting a task is dear (a queue, a container, a model to load), and too few tasks leave machines idle.
package enum Packing {
    /// - Parameters:
    ///   - entries: in the order in which they should be begun.
    ///   - most: the most jobs of a task, at least 1.
    ///   - machines: among how many tasks they are spread before tasks get more than one job.
    /// - Returns: tasks of nearly the same size; entries that have to be alone in tasks of their own, last.
    package static func tasks(_ entries: [Batch.Entry], most: Int, machines: Int) -> [[Batch.Entry]] {
        precondition(most >= 1 && machines >= 1, "a task makes at least one job")
        let together = entries.filter { !$0.isAlone }
        let fewest = (together.count + most - 1) / most
        let count = min(together.count, max(fewest, machines))
        let shared = (0..<count).map { index in
            Array(together[together.count * index / count..<together.count * (index + 1) / count])
        }
        return shared + entries.filter(\.isAlone).map { [$0] }
    }
}

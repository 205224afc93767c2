public import Execution
import Foundation

/// A project's batches, for those who look and take back.
public struct ClusterBatches: Sendable {
    /// A batch with what is known of it now.
    public struct Status: Sendable {
        public var name: String
        public var work: String
        /// Slurm's number; nil when the cluster is not known to have it.
        public var array: String?
        /// Seconds since 1970.
        public var created: Int
        public var jobs: Int
        /// Jobs whose results are in the store.
        public var done: Int
        /// Jobs that failed.
        public var failed: Int
        public var tasks: Int
        /// Tasks by what Slurm says of them; nil when it does not answer.
        public var running: Int?
        public var waiting: Int?
        /// Why tasks wait, in Slurm's word.
        public var reason: String?
        /// True while a build has to collect it.
        public var isOpen: Bool
        public var isCancelled: Bool
    }

    public struct Unknown: Error, CustomStringConvertible {
        public var name: String
        public var description: String { "there is no batch '\(name)'; 'mv jobs list' shows those there are" }
    }

    private let root: String
    private let results: ResultStore

    /// - Parameter root: the project's `.mv/batches`.
    public init(root: String, results: ResultStore) { (self.root, self.results) = (root, results) }

    /// True while something is with the cluster, or was not collected.
    public var hasOpen: Bool { BatchFolder.all(under: root).contains { !$0.isClosed && $0.voidReason == nil } }

    /// Oldest first.
    public func list() async throws -> [Status] {
        var list: [Status] = []
        for folder in BatchFolder.all(under: root) {
            guard let batch = folder.batch else { continue }
            let keys = batch.tasks.flatMap { $0.map(\.key) }
            let array = folder.arrayID
            var failed = folder.told
            for task in batch.tasks.indices {
                var reader = AnswerReader(path: folder.answersPath(task))
                for case .failed(let key, _) in reader.next() { failed.insert(key) }
            }
            let done = Set(keys.filter { results.find($0) != nil })
            var status = Status(
                name: batch.name, work: batch.work, array: array, created: batch.created, jobs: keys.count, done: done.count,
                failed: failed.subtracting(done).count, tasks: batch.tasks.count, isOpen: !folder.isClosed && folder.voidReason == nil,
                isCancelled: folder.voidReason != nil)
            if let array, !folder.isClosed, let states = try? await SlurmClient().states(of: array) {
                (status.running, status.waiting) = (0, 0)
                for state in states.values {
                    switch state {
                    case .running: status.running! += 1
                    case .waiting(let reason):
                        status.waiting! += 1
                        status.reason = reason == "None" ? status.reason : reason
                    case .ended: break
                    }
                }
            }
            list.append(status)
        }
        return list
    }

    /// Takes batches back: what is finished stays, what runs is ended, what waits never starts.
    /// - Parameter names: of batches, or Slurm's numbers; all open ones when empty.
    /// - Returns: the names of those that were taken back.
    public func cancel(_ names: [String]) async throws -> [String] {
        let open = BatchFolder.all(under: root).filter { !$0.isClosed && $0.voidReason == nil }
        var chosen = open
        if !names.isEmpty {
            chosen = try names.map { name in
                guard let folder = open.first(where: { $0.name == name || $0.arrayID == name }) else { throw Unknown(name: name) }
                return folder
            }
        }
        for folder in chosen {
            try folder.void("cancelled by 'mv jobs cancel'")
            let array = try await SlurmClient().array(named: folder.name)?.last ?? folder.arrayID
            if let array { try await SlurmClient().cancel(array) }
        }
        return chosen.map(\.name)
    }
}

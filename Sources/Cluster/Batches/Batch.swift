public import Content
import Foundation

/// An array of tasks that was, or is about to be, handed to a cluster, as it stands in its folder. Written before the cluster is asked, so
/// that a coordinator that is killed in between finds it again.
public struct Batch: Sendable, Codable {
    /// The name the cluster knows it by, which nothing else has: `mv-3f2a91c04be7`.
    public var name: String
    /// What its work is for: `generate`.
    public var work: String
    /// Seconds since 1970.
    public var created: Int
    /// What each task is to make, by its index.
    public var tasks: [[Entry]]
    /// Seconds a task may take, where that was asked for.
    public var time: Double?
    /// Jobs a task makes side by side.
    public var cpus: Int

    /// A job of a task.
    public struct Entry: Sendable, Codable, Hashable {
        public var key: Digest
        public var label: String
        /// How often it has been handed out, this time included.
        public var attempt: Int
        /// True for one that was making trouble beside others: it has a task of its own.
        public var isAlone: Bool

        public init(key: Digest, label: String, attempt: Int, isAlone: Bool) {
            (self.key, self.label, self.attempt, self.isAlone) = (key, label, attempt, isAlone)
        }
    }

    public init(name: String, work: String, created: Int, tasks: [[Entry]], time: Double?, cpus: Int) {
        (self.name, self.work, self.created, self.tasks, self.time, self.cpus) = (name, work, created, tasks, time, cpus)
    }

    public var jobs: Int { tasks.reduce(0) { $0 + $1.count } }

    static func freshName() -> String { "mv-" + String(UInt64.random(in: 0...0xffff_ffff_ffff) | 1 << 48, radix: 16).suffix(12) }
}

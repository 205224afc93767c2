public import Content
public import Execution
import Foundation

/// Where a project's state lies: `.mv/` beside the project file, and `out/` for what people want.
public struct Workspace: Sendable {
    /// Absolute path of the project's folder.
    public let folder: String
    /// Absolute path of `.mv`.
    public let root: String

    public init(folder: String) {
        self.folder = folder
        root = folder + "/.mv"
    }

    public var pool: String { root + "/pool.sqlite" }
    public var lock: String { root + "/lock" }
    public var cut: String { root + "/cut.json" }
    /// What was handed to a cluster.
    public var batches: String { root + "/batches" }
    public var logs: String { root + "/logs" }
    /// What the last build said, as JSON lines: for the review page, which may have come later.
    public var eventLog: String { logs + "/events.jsonl" }
    public var out: String { folder + "/out" }
    /// What programs of the user's heard.
    var heard: String { root + "/heard" }
    /// What was handed to other editors.
    var handOffs: String { root + "/handoffs" }
    var lastKeys: String { root + "/last-keys.json" }
    public var digests: String { root + "/digests.json" }

    public var store: Store { Store(root: root + "/store") }
    public var results: ResultStore { ResultStore(root: root + "/results", store: store) }
}

public import Content
public import Execution
import Foundation
import Generators
import ProjectFile

/// Where a project's state lies: `.mv/` beside the project file, `out/` for what people want, and the store, which may be elsewhere.
public struct Workspace: Sendable {
    /// Absolute path of the project's folder.
    public let folder: String
    /// Absolute path of `.mv`.
    public let root: String
    public let place: StorePlace

    /// A folder of no project, with its store in `.mv`.
    public init(folder: String) { self.init(folder: folder, place: .own(in: folder)) }

    public init(folder: String, place: StorePlace) {
        self.folder = folder
        root = folder + "/.mv"
        self.place = place
    }

    /// Of a project, of whose file only the key `store` is read.
    /// - Throws: `Diagnostics` and `StoreError`, when the store is not where it should be.
    public init(projectFile: String) throws {
        let folder = (projectFile as NSString).deletingLastPathComponent
        self.init(folder: folder, place: try StorePlace.find(folder: folder, key: StoreKey(file: projectFile)))
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
    /// What generators keep of their services.
    var services: String { root + "/services" }
    /// What programs of the user's heard.
    var heard: String { root + "/heard" }
    /// What was handed to other editors.
    var handOffs: String { root + "/handoffs" }
    /// Of takes whose files were given up.
    var manifests: String { root + "/manifests" }
    var lastKeys: String { root + "/last-keys.json" }
    public var digests: String { root + "/digests.json" }

    public var store: Store { Store(root: place.root) }
    public var results: ResultStore { ResultStore(root: root + "/results", store: store) }

    /// Removes what processes that are gone left unfinished: results, files of the store, and what is written in one step, wherever that lies.
    /// To be called by the holder of the build's lock.
    func removeAbandoned() {
        results.removeAbandonedScratch()
        for folder in [root, services, KeptAnswer.folder(in: services), heard, handOffs, manifests, out] { AtomicFile.removeAbandoned(in: folder) }
    }
}

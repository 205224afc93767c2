import Content
import Execution
import Foundation
import Pool

/// How many files of each kind a store holds for a project, and how much they take.
public struct StoreCensus: Sendable {
    public struct Count: Sendable, Hashable {
        public var files = 0
        public var bytes: Int64 = 0

        mutating func add(_ bytes: Int64) {
            files += 1
            self.bytes += bytes
        }
    }

    /// Takes; files of the user's; what recipes made, by the kind of the recipe; what nothing of this project names; what is unfinished, put
    /// aside or no file of a store.
    public enum Kind: Hashable, Sendable {
        case take, brought, unnamed, unfinished, quarantined, foreign
        case made(String)

        public var name: String {
            switch self {
            case .take: "takes"
            case .brought: "yours"
            case .unnamed: "unnamed"
            case .unfinished: "unfinished"
            case .quarantined: "quarantine"
            case .foreign: "foreign"
            case .made(let kind): kind
            }
        }

        private var rank: Int {
            switch self {
            case .take: 0
            case .brought: 1
            case .made: 2
            case .unnamed: 3
            case .unfinished: 4
            case .quarantined: 5
            case .foreign: 6
            }
        }

        static func precedes(_ a: Kind, _ b: Kind) -> Bool { (a.rank, a.name) < (b.rank, b.name) }
    }

    /// In the order they are shown.
    public private(set) var counts: [(kind: Kind, count: Count)] = []
    public private(set) var total = Count()

    public init(of workspace: Workspace) throws {
        let root = workspace.store.root
        guard Volume.isFolder(root) else { return }
        var kinds: [Digest: Kind] = [:]
        try StoreNames.eachResult(of: workspace.results) { result in
            for blob in result.blobs { kinds[blob.digest] = .made(result.kind) }
        }
        for digest in DigestCache(path: workspace.digests).digests { kinds[digest] = .brought }
        if FileManager.default.fileExists(atPath: workspace.pool) {
            try Pool(readingPath: workspace.pool).eachFile { file, _ in kinds[file.digest] = .take }
        }
        var all: [Kind: Count] = [:]
        try StoreWalk(root: root).each { found in
            switch found {
            case .file(let blob): all[kinds[blob.digest] ?? .unnamed, default: Count()].add(blob.bytes)
            case .unfinished(_, let bytes, _): all[.unfinished, default: Count()].add(bytes)
            case .foreign(_, let bytes): all[.foreign, default: Count()].add(bytes)
            }
        }
        let quarantine = root + "/" + StoreWalk.Folder.quarantine
        for name in (try? FileManager.default.contentsOfDirectory(atPath: quarantine)) ?? [] {
            all[.quarantined, default: Count()].add(Volume.size(of: quarantine + "/" + name) ?? 0)
        }
        counts = all.map { ($0.key, $0.value) }.sorted { Kind.precedes($0.kind, $1.kind) }
        total = counts.reduce(into: Count()) { $0 = Count(files: $0.files + $1.count.files, bytes: $0.bytes + $1.count.bytes) }
    }
}

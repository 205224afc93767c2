import Content
import Editorial
import Execution
import Foundation
public import Pool

/// What a file of the store is to the project.
public enum StoreOwner: Sendable {
    case take(TakeRecord)
    /// Made by a recipe, from what is there: its kind, and how long it was.
    case made(kind: String, bytes: Int64)
    /// A song, a clip or a font of the user's, as builds took it in.
    case brought
    case nobody
    /// Nothing of this project names it; another project uses the store too.
    case others

    /// Whose the files with these digests are. Goes through the results once, however many there are.
    static func all(of digests: Set<Digest>, in workspace: Workspace) throws -> [Digest: StoreOwner] {
        var owners: [Digest: StoreOwner] = [:]
        guard !digests.isEmpty else { return owners }
        try StoreNames.eachResult(of: workspace.results) { result in
            for blob in result.blobs where digests.contains(blob.digest) { owners[blob.digest] = .made(kind: result.kind, bytes: blob.bytes) }
        }
        for digest in DigestCache(path: workspace.digests).digests.intersection(digests) { owners[digest] = .brought }
        guard FileManager.default.fileExists(atPath: workspace.pool) else { return owners }
        let pool = try Pool(readingPath: workspace.pool)
        for digest in digests { if let take = try pool.take(digest.hex) { owners[digest] = .take(take) } }
        return owners
    }

    /// `take 3f2a91c0 of 'window'`, `a segment`.
    public var words: String {
        switch self {
        case .take(let take): "take \(take.id.prefix(8)) of '\(take.shot)'"
        case .made(let kind, _): "the result of a job '\(kind)'"
        case .brought: "a song or another file of yours"
        case .nobody: "named by nothing"
        case .others: "named by nothing of this project"
        }
    }

    /// How to have it back.
    public func advice(isThere: Bool) -> String {
        let again = isThere ? "remove it, and 'mv build' makes it again" : "'mv build' makes it again"
        switch self {
        case .take(let take) where take.origin.kind == "animatic" && take.current: return again + ", to the same bytes"
        case .take(let take):
            if let file = take.origin.importedFrom, FileManager.default.fileExists(atPath: file) {
                return (isThere ? "remove it, and " : "") + "'mv pool restore \(take.id.prefix(8))' brings it back from \(file)"
            }
            let price = take.origin.cost > 0 ? String(format: "cost $%.2f and ", Double(take.origin.cost) / 1e6) : ""
            return "put a copy back with 'mv store verify --repair-from FOLDER'; it \(price)is not made again unasked"
        case .made: return again
        case .brought: return isThere ? "remove it, and 'mv build' takes it in again" : "'mv build' takes it in again"
        case .nobody: return "'mv pool gc' removes it"
        case .others: return "another project that uses the store may need it; 'mv store verify' there says"
        }
    }
}

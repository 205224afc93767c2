import Content
import Foundation
import Pipeline
import Pool

/// The ways back of an archived take.
struct Restoring {
    private let folder: PoolFolder
    private let digits: Int

    /// Generators that make the same bytes whenever they are asked the same.
    private static let exact: Set<String> = ["animatic"]

    init(_ folder: PoolFolder, digits: Int) { (self.folder, self.digits) = (folder, digits) }

    func restore(from file: String, of named: [TakeRecord]) throws {
        let digest = try Digest(ofFile: file)
        guard let take = try folder.pool.take(digest.hex) else {
            throw Refusal(
                "\(file) holds no take of this pool: its digest is \(digest.short)…; a copy that was encoded again has other bytes")
        }
        guard named.isEmpty || named.contains(where: { $0.id == take.id }) else {
            let names = named.map { String($0.id.prefix(digits)) }.joined(separator: ", ")
            throw Refusal("\(file) holds take \(take.id.prefix(digits)), not \(names); nothing was restored from it")
        }
        try adopt(file, take)
        say(take, "is back from \(file)")
    }

    func restore(_ take: TakeRecord) throws {
        if take.archived == nil, folder.holds(take) { return say(take, "is not archived") }
        if folder.holds(take), try Digest(ofFile: folder.file(of: take)) == take.blob.digest {
            try folder.pool.restore(take.id)
            return say(take, "is back: its file was still there")
        }
        if let file = take.origin.importedFrom, (try? Digest(ofFile: file)) == take.blob.digest {
            try adopt(file, take)
            return say(take, "is back from \(file)")
        }
        guard Self.exact.contains(take.origin.kind), take.shotActive, take.current, take.origin.request != nil else { throw refusal(take) }
        try folder.pool.restore(take.id)
        say(take, "is made again by the next 'mv build\(folder.words)'")
    }

    private func refusal(_ take: TakeRecord) -> Refusal {
        let name = "take \(take.id.prefix(digits)) cannot be made again:"
        let next = "; put its file back with --from FILE, or ask for another with 'mv retake'"
        if let file = take.origin.importedFrom {
            return Refusal("\(name) \(file), from which it was imported, is gone or has changed\(next)")
        }
        if !Self.exact.contains(take.origin.kind) {
            return Refusal("\(name) '\(take.origin.generator)' (\(take.origin.kind)) gives other bytes each time\(next)")
        }
        return Refusal("\(name) its shot is no longer in the project or asks for something else today\(next)")
    }

    private func adopt(_ file: String, _ take: TakeRecord) throws {
        let blob = try folder.workspace.store.adopt(file, fileExtension: take.blob.fileExtension)
        guard blob.digest == take.blob.digest else { throw Refusal("\(file) changed while it was copied; nothing was restored from it") }
        try folder.pool.restore(take.id)
    }

    private func say(_ take: TakeRecord, _ text: String) {
        Say.result("\(take.id.prefix(digits)) of '\(DisplayText.line(take.shot))' \(text)", [("take", .text(take.id)), ("shot", .text(take.shot))])
    }
}

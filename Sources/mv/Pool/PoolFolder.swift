import Content
import Editorial
import Foundation
import Pipeline
import Pool
import ProjectFile

/// What can be said to the person at the keyboard: exit code 1.
struct Refusal: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}

/// A project's pool with the files of its takes. Of the project file only the place of the store is read: decisions can be made while it has
/// errors.
struct PoolFolder {
    let workspace: Workspace
    let pool: Pool
    private let projectFile: String
    /// How the project is named on the command line, for telling the next step; empty when it was left out.
    let words: String

    enum Access {
        case reading, deciding
        /// Also where there is no pool yet.
        case filling
    }

    init(project: String?, for access: Access) throws {
        let file = try ProjectArgument.resolve(project)
        projectFile = file
        workspace = try Workspace(projectFile: file)
        words = project.map { " " + Self.quoted($0) } ?? ""
        // Opening for writing would make an empty pool where there is none.
        guard access == .filling || (access == .deciding && FileManager.default.fileExists(atPath: workspace.pool)) else {
            pool = try Pool(readingPath: workspace.pool)
            return
        }
        pool = try Pool(path: workspace.pool) { Say.warning($0) }
    }

    /// What the project file says; nil while it has errors.
    var project: Project? { try? Session.reader.read(file: projectFile).project }

    func file(of take: TakeRecord) -> String { workspace.store.path(of: take.blob) }
    func holds(_ take: TakeRecord) -> Bool { workspace.store.holds(take.blob) }

    /// Of an archived take; nothing happens when it is gone already, or is needed by another project that uses the store.
    func removeFile(of take: TakeRecord, except needed: Set<Digest>) throws {
        guard !needed.contains(take.blob.digest) else { return }
        guard FileManager.default.fileExists(atPath: file(of: take)) else { return }
        do {
            try FileManager.default.removeItem(atPath: file(of: take))
        } catch {
            throw Refusal("\(file(of: take)) cannot be removed: \(FileTrouble.words(error)); the take is archived, run the command again")
        }
    }

    /// Milliseconds since 1970: commands own the clock.
    static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    static func quoted(_ word: String) -> String {
        let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./+,:@%=~".contains($0)) }
        return isPlain && !word.isEmpty ? word : "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
    }
}

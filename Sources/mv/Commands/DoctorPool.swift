import Content
import Foundation
import Pipeline
import Pool

/// What `mv doctor` says of a project's pool.
struct DoctorPool {
    private let files: BackupFiles

    /// Nil where no project is named and the current folder has none, and where nothing was built yet.
    init?(_ argument: ProjectArgument) throws {
        if argument.project == nil, (try? ProjectArgument.resolve(nil)) == nil { return nil }
        files = try BackupFiles(project: argument.project)
        guard FileManager.default.fileExists(atPath: files.workspace.root) else { return nil }
    }

    func look(_ problems: inout [String]) -> [(name: String, value: String)] {
        var lines: [(name: String, value: String)] = []
        do {
            let pool = try Pool(readingPath: files.workspace.pool)
            let found = try pool.problemsAtAGlance()
            let state = found.isEmpty ? "sound" : "damaged"
            lines.append(("pool", "\(state), \(NumberText.counted(try pool.count(), "take"))"))
            if let first = found.first {
                problems.append("the pool's database is damaged (\(first)); 'mv pool recover' makes a sound one and keeps this one")
            }
        } catch let error as PoolError where error.kind == .missing {
            lines.append(("pool", "none yet"))
        } catch {
            problems.append("\(error)")
        }
        if let reason = Volume.trouble(writingIn: files.workspace.root) {
            problems.append("nothing can be written in \(files.workspace.root): \(FileTrouble.words(reason)); takes and decisions can be read, not added")
        }
        let backups = PoolBackup.all(in: files.backups)
        lines.append(("backups", backups.last.map { "\(backups.count), the newest \($0.name)" } ?? "none; 'mv backup' makes one"))
        return lines
    }
}

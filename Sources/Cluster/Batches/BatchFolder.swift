import Content
import Execution
import Foundation

/// The folder of one batch, on storage that the coordinator and all nodes see at the same path:
///
///     batch.json        what it is
///     run.sh            what each task runs
///     tasks/7.jsonl     what task 7 has to make
///     submitted         what sbatch said: the number of the array
///     answers/7.jsonl   what task 7 says of its jobs
///     logs/7.log        what task 7 and its programs print
///     void              tasks that find this do nothing
public struct BatchFolder: Sendable {
    public let path: String

    public init(path: String) { self.path = path }

    public var name: String { (path as NSString).lastPathComponent }

    /// All batches under a project's `.mv/batches`, oldest first.
    public static func all(under root: String) -> [BatchFolder] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.filter { $0.hasPrefix("mv-") }.map { BatchFolder(path: root + "/" + $0) }
            .compactMap { folder in folder.batch.map { (folder, $0.created) } }
            .sorted { ($0.1, $0.0.name) < ($1.1, $1.0.name) }.map(\.0)
    }

    /// Folders that were never finished, since the file that says what they are is written last.
    static func removeHalves(under root: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        for name in names where name.hasPrefix("mv-") && !FileManager.default.fileExists(atPath: "\(root)/\(name)/batch.json") {
            try? FileManager.default.removeItem(atPath: root + "/" + name)
        }
    }

    /// Nil while it is being made, or when it is damaged.
    public var batch: Batch? {
        FileManager.default.contents(atPath: path + "/batch.json").flatMap { try? CanonicalJSON.decode(Batch.self, from: $0) }
    }

    func listPath(_ task: Int) -> String { path + "/tasks/\(task).jsonl" }
    func answersPath(_ task: Int) -> String { path + "/answers/\(task).jsonl" }
    public func logPath(_ task: Int) -> String { path + "/logs/\(task).log" }
    var script: String { path + "/run.sh" }
    var submissionPath: String { path + "/submitted" }
    private var voidPath: String { path + "/void" }

    /// The number of its array; nil when the cluster was not asked, or is not known to have answered.
    public var arrayID: String? {
        guard let data = FileManager.default.contents(atPath: submissionPath) else { return nil }
        let line = String(decoding: data, as: UTF8.self).split(separator: "\n").last.map(String.init) ?? ""
        let id = line.prefix { $0 != ";" }
        return !id.isEmpty && id.allSatisfy(\.isNumber) ? String(id) : nil
    }

    /// Why its tasks are to do nothing; nil when they may.
    public var voidReason: String? { FileManager.default.contents(atPath: voidPath).map { String(decoding: $0, as: UTF8.self) } }

    /// Tells tasks that begin from now on to do nothing.
    public func void(_ reason: String) throws { try AtomicFile.write(Data(reason.utf8), to: voidPath) }

    func write(_ batch: Batch, header: TaskHeader, jobs: [Digest: Job], script text: String) throws {
        for folder in ["tasks", "answers", "logs"] { try AtomicFile.makeFolder(path + "/" + folder) }
        for (index, entries) in batch.tasks.enumerated() {
            var data = try CanonicalJSON.data(header) + [0x0A]
            for entry in entries {
                guard let job = jobs[entry.key] else { preconditionFailure("a batch is made of jobs at hand") }
                data += try CanonicalJSON.data(job) + [0x0A]
            }
            try AtomicFile.write(data, to: listPath(index))
        }
        try AtomicFile.write(Data(text.utf8), to: script)
        try AtomicFile.write(CanonicalJSON.data(batch), to: path + "/batch.json")
    }

    public func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// The end of what a task printed, for people.
    func logTail(_ task: Int, bytes: Int = 2000) -> String {
        guard let file = FileHandle(forReadingAtPath: logPath(task)), let end = try? file.seekToEnd() else { return "" }
        defer { try? file.close() }
        try? file.seek(toOffset: end > UInt64(bytes) ? end - UInt64(bytes) : 0)
        let text = String(decoding: (try? file.readToEnd()) ?? Data(), as: UTF8.self)
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

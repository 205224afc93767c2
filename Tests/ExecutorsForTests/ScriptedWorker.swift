public import Content
public import Execution
import Foundation
import Synchronization

/// A recipe whose label tells the scripted worker what to do with it; run in this process it writes a file.
public struct Act: RunnableRecipe {
    public struct Output: JobOutput {
        public var blobs: [Blob]
        public var number: Int
    }
    public struct Refused: Error, CustomStringConvertible {
        public var description: String { "number 13 is refused" }
    }
    public static let kind = "act"
    public static let version = 1

    public var number: Int
    public var words: String
    public var inputs: [Blob] { [] }

    public init(number: Int, words: String = "plain") { (self.number, self.words) = (number, words) }

    public func run(in context: WorkContext) throws -> Output {
        if number == 13 { throw Refused() }
        let scratch = try context.scratchPath(fileExtension: "txt")
        try Data("\(number) \(words)".utf8).write(to: URL(fileURLWithPath: scratch))
        return Output(blobs: [try context.publish(scratch: scratch, fileExtension: "txt")], number: number)
    }

    public func job(_ label: String) throws -> Job { try Job(self, label: label, tools: ["tool": "1"]) }
}

/// A worker written for the shell: it speaks the protocol and misbehaves in the way the job's label says.
public struct ScriptedWorker: Sendable {
    public let folder: String
    public let results: ResultStore

    public init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("execution-\(UUID().uuidString)").path
        results = ResultStore(root: folder + "/results", store: Store(root: folder + "/store"))
        try FileManager.default.createDirectory(atPath: folder + "/store/partial", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: folder + "/results", withIntermediateDirectories: true)
        try Data(Self.script.utf8).write(to: URL(fileURLWithPath: folder + "/worker.sh"))
    }

    public func remove() { try? FileManager.default.removeItem(atPath: folder) }

    public var command: [String] { ["/bin/sh", folder + "/worker.sh", folder] }

    public func executor(workers: Int = 2, command: [String]? = nil, timeout: Duration = .seconds(60)) -> LocalExecutor {
        LocalExecutor(workers: workers, command: command ?? self.command, results: results, timeout: timeout)
    }

    /// The ids of all workers that were started, in order.
    public var started: [Int32] {
        let text = (try? String(contentsOfFile: folder + "/started", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { Int32($0) }
    }

    /// The labels of the jobs that workers began, in order.
    public var begun: [String] {
        ((try? String(contentsOfFile: folder + "/begun", encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
    }

    public var scratch: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder + "/store/partial")) ?? [] }

    private static let script = #"""
        root=$1
        echo $$ >> "$root/started"
        printf '{"hello":{"pid":%d,"protocolVersion":1}}\n' $$
        while IFS= read -r line; do
          key=${line#*\"digest\":\"}; key=${key%%\"*}
          label=${line#*\"label\":\"}; label=${label%%\"*}
          echo "$label" >> "$root/begun"
          echo "working on $label" >&2
          : > "$root/store/partial/$$-1.mp4"
          case "$label" in
            crash*) kill -SEGV $$ ;;
            killed*) kill -KILL $$ ;;
            ended-once*) mkdir "$root/$label" 2>/dev/null && kill -TERM $$ ;;
            leave*) exit 7 ;;
            hang*) exec sleep 600 ;;
            garbage*) echo 'frame=  12 fps=0.0' ; sleep 600 ;;
            half*) printf '{"done":' ; exit 0 ;;
            other*) echo '{"done":{"key":"0000000000000000000000000000000000000000000000000000000000000000"}}'; continue ;;
            liar*) printf '{"done":{"key":"%s"}}\n' "$key"; continue ;;
            refuse*) echo '{"failed":{"failure":{"code":"refused","kind":"act","label":"x","log":"","reason":"the file is no video"}}}'; continue ;;
          esac
          rm -f "$root/store/partial/$$-1.mp4"
          folder="$root/results/$(printf %.2s "$key")"
          mkdir -p "$folder"
          printf '{"blobs":[],"key":"%s","keyText":"{}","kind":"act","output":"{}","seconds":0}' "$key" > "$folder/${key#??}.json"
          printf '{"done":{"key":"%s"}}\n' "$key"
          case "$label" in last*) exit 0 ;; esac
        done
        """#
}

/// Collects what an executor tells, and notices when it tells two things at once.
public final class Ledger: Sendable {
    public init() {}

    private let entries = Mutex<[(label: String, result: Result<JobResult, JobFailure>)]>([])
    private let inside = Mutex(0)
    private let overlaps = Mutex(0)

    public func note(_ job: Job, _ result: Result<JobResult, JobFailure>) async {
        if inside.withLock({ $0 += 1; return $0 }) > 1 { overlaps.withLock { $0 += 1 } }
        await Task.yield()
        entries.withLock { $0.append((job.label, result)) }
        inside.withLock { $0 -= 1 }
    }

    public var labels: [String] { entries.withLock { $0.map(\.label) } }
    public var overlapCount: Int { overlaps.withLock { $0 } }
    public var failures: [String: JobFailure] {
        var failures: [String: JobFailure] = [:]
        for entry in entries.withLock({ $0 }) { if case .failure(let failure) = entry.result { failures[entry.label] = failure } }
        return failures
    }
}

public func isAlive(_ pid: Int32) -> Bool { kill(pid, 0) == 0 }

import Editorial
import Foundation
import Scorers
import Synchronization

/// A folder with a scorer's program, questions about pictures, and a ledger that remembers.
final class Stage: Sendable {
    let folder: String
    let ledger = Ledger()
    private let answers = Mutex<[String: ScorerAnswer]>([:])

    init() throws {
        folder = NSTemporaryDirectory() + "mv-scorers-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data([0xFF, 0xD8, 0xFF, 0xD9]).write(to: URL(filePath: folder + "/frame.jpg"))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// A scorer that is a shell script.
    func shell(_ script: String, _ options: [String: OptionValue] = [:]) throws -> CommandScorer {
        try Data(script.utf8).write(to: URL(filePath: folder + "/scorer.sh"))
        let run = OptionValue.list([.text("sh"), .text("scorer.sh")])
        return try CommandScorer(
            ScorerSpec(name: "mine", kind: "command", options: ["run": run].merging(options) { $1 }), folder: folder)
    }

    static let hello = """
        {"protocol":1,"name":"toy","version":"1","wants":{"frames":1},"scores":[{"key":"fun","min":0,"max":10}],"batch":2}
        """

    func questions(_ count: Int) -> [ScorerQuestion] {
        (0..<count).map { number in
            ScorerQuestion(
                id: "q\(number)", take: String(repeating: "\(number)", count: 64), shot: "door", label: "door take \(number + 1)",
                key: "key\(number)", prompt: "a door", clip: folder + "/take.mp4", frames: [folder + "/frame.jpg"], times: [0.5])
        }
    }

    /// The answers by question.
    func ask(_ scorer: any Scorer, _ count: Int) async throws -> [String: ScorerAnswer] {
        try await scorer.ask(questions(count), ledger: ledger) { question, answer in
            self.answers.withLock { $0[question.id] = answer }
        }
        return given
    }

    var given: [String: ScorerAnswer] { answers.withLock { $0 } }

    final class Ledger: ScorerLedger {
        private let lines = Mutex<(opened: Int, ended: [CallEnding], most: Int)>((0, [], .max))
        var ended: [CallEnding] { lines.withLock { $0.ended } }
        func allow(_ calls: Int) { lines.withLock { $0.most = calls } }

        func open(_ question: ScorerQuestion, estimated: Int) async throws -> Int64 {
            try lines.withLock { lines in
                guard lines.opened < lines.most else { throw ScorerError("no money") }
                lines.opened += 1
                return Int64(lines.opened)
            }
        }
        func close(_ call: Int64, _ ending: CallEnding) async throws { lines.withLock { $0.ended.append(ending) } }
    }
}

extension ScorerAnswer {
    var opinion: Opinion? { if case .opinion(let opinion) = self { opinion } else { nil } }
    var reason: String? { if case .failed(let reason) = self { reason } else { nil } }
}

func fault(_ body: () async throws -> Void) async -> ScorerError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? ScorerError
    }
}

import Foundation
import Synchronization
import Web

/// Understands what a program writes while it runs: how far it is, which files it made, and all the rest for the log.
final class CommandOutput: CommandReader {
    /// A file the program says it made.
    struct Told: Sendable, Hashable {
        var path: String
        var seed: UInt64?
    }

    private struct State {
        var told: [Told]?
        var complaint: (code: Int32, words: String)?
        var isAnswered = false
        var share = -1.0
        var word: String?
    }
    private let state = Mutex(State())
    private let pattern: CommandProgress?
    private let redactor: Redactor
    private let progress: @Sendable (Double, String?) -> Void
    let log = CommandLog()

    init(pattern: CommandProgress?, redactor: Redactor, progress: @escaping @Sendable (Double, String?) -> Void) {
        self.pattern = pattern
        self.redactor = redactor
        self.progress = progress
    }

    /// The files of the last line that names some; nil when the program names none.
    var told: [Told]? { state.withLock { $0.told } }

    /// What a program that stays says went wrong, with the exit code another would have ended with.
    var complaint: (code: Int32, words: String)? { state.withLock { $0.complaint } }
    /// True once a line was there that ends a request.
    var isAnswered: Bool { state.withLock { $0.isAnswered } }

    func standardOutput(_ line: String, isOverwritten: Bool) {
        if line.hasPrefix("{"), let json = try? JSONValue(parsing: Data(line.utf8)) {
            if let share = json["progress"]?.double {
                report(share > 1 ? share / 100 : share, json["message"]?.text)
                return
            }
            if let outputs = json["outputs"]?.list {
                let told = outputs.compactMap { output in
                    output["path"]?.text.map { Told(path: $0, seed: output["seed"]?.int.flatMap { UInt64(exactly: $0) }) }
                }
                state.withLock { ($0.told, $0.isAnswered) = (told, true) }
                return
            }
            if let words = json["error"]?.text {
                let code = json["code"]?.int.flatMap { Int32(exactly: $0) } ?? 1
                state.withLock { ($0.complaint, $0.isAnswered) = ((code, words), true) }
                log.add(words, isOverwritten: false)
                return
            }
            if json["done"] != nil {
                state.withLock { $0.isAnswered = true }
                return
            }
        }
        standardError(line, isOverwritten: isOverwritten)
    }

    func standardError(_ line: String, isOverwritten: Bool) {
        if let share = pattern?.share(in: line) {
            report(share, nil)
        } else {
            log.add(line, isOverwritten: isOverwritten)
        }
    }

    /// Tells of every hundredth and of every new word: more than that nobody sees.
    private func report(_ share: Double, _ word: String?) {
        let share = min(max(share, 0), 1)
        let word = word.map { String(redactor.clean($0).prefix(200)) }
        let isNews = state.withLock { state in
            guard abs(share - state.share) >= 0.01 || word != state.word || (share == 1 && state.share < 1) else { return false }
            (state.share, state.word) = (share, word)
            return true
        }
        if isNews { progress(share, word) }
    }
}

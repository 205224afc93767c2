import Foundation
import Synchronization

/// Which scenario each create gets: by number, by a word of the prompt, else the usual one. A fake holds one; tests and the command line
/// write in it.
public final class ScenarioBook: Sendable {
    private struct Pages {
        var usual = Scenario()
        var byNumber: [Int: Scenario] = [:]
        var byWord: [(word: String, scenario: Scenario)] = []
        var creates = 0
        var obeysPrompts = false
    }
    private let pages: Mutex<Pages>

    public init(_ usual: Scenario = Scenario()) {
        var pages = Pages()
        pages.usual = usual
        self.pages = Mutex(pages)
    }

    /// For every create that nothing else is said of.
    public func always(_ change: (inout Scenario) -> Void) {
        let scenario = Scenario(change)
        pages.withLock { $0.usual = scenario }
    }

    /// For the number-th create there is, counted from 1 over all that arrive, accepted or not.
    public func create(_ number: Int, _ change: (inout Scenario) -> Void) {
        let scenario = Scenario(change)
        pages.withLock { $0.byNumber[number] = scenario }
    }

    /// For creates whose prompt holds a word.
    public func prompt(_ word: String, _ change: (inout Scenario) -> Void) {
        let scenario = Scenario(change)
        pages.withLock { $0.byWord.append((word, scenario)) }
    }

    /// The scenario of the create that has just arrived. Called once for each.
    public func next(prompt: String) -> Scenario {
        pages.withLock { pages in
            pages.creates += 1
            if let scenario = pages.byNumber[pages.creates] { return scenario }
            if pages.obeysPrompts, let named = Self.named(in: prompt) { return named }
            return pages.byWord.first { prompt.contains($0.word) }?.scenario ?? pages.usual
        }
    }

    /// From now on a prompt that holds `scenario:NAME` gets that one: for trying things by hand.
    public func obeyPrompts() { pages.withLock { $0.obeysPrompts = true } }

    private static func named(in prompt: String) -> Scenario? {
        guard let mark = prompt.range(of: "scenario:") else { return nil }
        return Scenario.named(String(prompt[mark.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "-" }))
    }
}

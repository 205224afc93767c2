import Foundation
import Synchronization

/// Answers to requests that may be sent again because nobody knows whether they arrived: each is carried out once.
final class AnswersGiven: Sendable {
    private struct State {
        var answers: [String: Data] = [:]
        /// The oldest first.
        var names: [String] = []
    }
    private let state = Mutex(State())

    private static let most = 2000

    /// - Parameter name: nil for a request that is carried out each time.
    func once(_ name: String?, _ carryOut: () throws -> Data) throws -> Data {
        guard let name, name.utf8.count <= 100 else { return try carryOut() }
        return try state.withLock { state in
            if let given = state.answers[name] { return given }
            let answer = try carryOut()
            state.answers[name] = answer
            state.names.append(name)
            if state.names.count > Self.most { state.answers[state.names.removeFirst()] = nil }
            return answer
        }
    }
}

import Content
import Editorial
import Foundation
import Generators
import Web

/// One take asked about: at most two answers are paid for, and one that was lost is never asked for again by itself when it may have cost
/// something.
struct VLMCall: Sendable {
    let question: ScorerQuestion
    let options: VLMOptions
    let client: WebClient
    let desk: VLMDesk
    let ledger: any ScorerLedger

    private static let mostTries = 6

    private enum Step {
        /// It certainly did not arrive.
        case again(after: Duration?, String)
        case ended(ScorerAnswer?)
    }

    /// Nil when nothing was or may be asked any more.
    func run() async throws -> ScorerAnswer? {
        let pictures: [Data]
        do {
            pictures = try question.frames.map { try Data(contentsOf: URL(filePath: $0)) }
        } catch {
            return .failed("its pictures cannot be read: \(FileTrouble.words(error))")
        }
        var complaint: String?
        for isLast in [false, true] {
            guard let answer = try await answer(VLMQuestion.body(question, options, pictures: pictures, complaint: complaint), isLast)
            else {
                return nil
            }
            switch answer {
            case .opinion(let opinion):
                await desk.wasRight()
                return .opinion(opinion)
            case .failed(let reason):
                guard complaint == nil, !isLast, reason.hasPrefix(Self.useless) else {
                    await desk.wasWrong(reason)
                    return answer
                }
                complaint = String(reason.dropFirst(Self.useless.count))
            }
        }
        return nil
    }

    private static let useless = "its answer is of no use: "

    /// Tries until the call has arrived, or it is clear that it will not.
    private func answer(_ body: JSONValue, _ isLast: Bool) async throws -> ScorerAnswer? {
        for tries in 1...Self.mostTries {
            try await desk.turn()
            guard await desk.closed == nil else { return nil }
            let call: Int64
            do {
                call = try await ledger.open(question, estimated: options.estimate ?? 0)
            } catch let error as ScorerError {
                await desk.close(error.reason)
                return nil
            }
            switch try await send(body, call, isLast) {
            case .ended(let answer): return answer
            case .again(let after, let reason):
                let pause = min(.seconds(60), options.pause * Double(1 << min(tries - 1, 8)))
                await desk.quiet(for: after ?? pause)
                if tries == Self.mostTries { await desk.close("it turned \(tries) calls away or could not be reached: \(reason)") }
            }
        }
        return nil
    }

    private func send(_ body: JSONValue, _ call: Int64, _ isLast: Bool) async throws -> Step {
        let request = WebRequest("POST", options.service.url("chat", "completions"), body: .json(body), timeout: options.timeout)
        let answer: WebAnswer
        do {
            // Apart from this task: a build that is stopped still hears the answer to what it asked.
            answer = try await Task { [client] in try await client.send(request) }.value
        } catch let error as WebError where error.wasNotSent {
            try await ledger.close(call, .notMade)
            return .again(after: nil, error.reason)
        } catch let error as WebError {
            return try await lost(call, error.reason)
        }
        let reason = "HTTP \(answer.status): \(answer.json?["error"]?["message"]?.text.map { client.redactor.clean($0) } ?? answer.excerpt)"
        switch answer.status {
        case 200..<300: break
        case 401, 402, 403:
            try await ledger.close(call, .notMade)
            await desk.close(reason)
            return .ended(nil)
        case 429, 503:
            try await ledger.close(call, .notMade)
            return .again(after: answer.retryAfter, reason)
        case 300..<500 where answer.status != 408:
            try await ledger.close(call, .failed(billed: 0, reason))
            return .ended(.failed(reason))
        default: return try await lost(call, reason)
        }
        let json = answer.json
        do {
            guard let json else { throw VLMQuestion.Useless(reason: "it is no JSON: \(answer.excerpt)") }
            let opinion = try VLMQuestion.opinion(json)
            try await ledger.close(call, .done(billed: options.bill(json)))
            return .ended(.opinion(opinion))
        } catch let error as VLMQuestion.Useless {
            // The first one is asked again at once; only the second bars the take.
            let ending = isLast ? CallEnding.failed(billed: options.bill(json), error.reason) : .done(billed: options.bill(json))
            try await ledger.close(call, ending)
            return .ended(.failed(Self.useless + error.reason))
        }
    }

    private func lost(_ call: Int64, _ reason: String) async throws -> Step {
        // What is free may be asked again.
        guard options.estimate != 0 else {
            try await ledger.close(call, .notMade)
            return .again(after: nil, reason)
        }
        try await ledger.close(call, .lost(reason))
        return .ended(.failed("its answer was lost: \(reason)"))
    }
}

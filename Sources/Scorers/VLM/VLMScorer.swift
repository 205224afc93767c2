import Content
public import Editorial
import Foundation
import Generators
import Web

/// A model that sees, behind an OpenAI-compatible `/chat/completions`.
public struct VLMScorer: Scorer {
    public let name: String
    public let weight: Double
    private let options: VLMOptions

    public static let kind = ScorerKind(
        "vlm", doc: "A model that sees, behind an OpenAI-compatible chat endpoint.", scores: VLMQuestion.scales.map(\.key),
        options: VLMOptions.kinds)

    public init(_ spec: ScorerSpec, folder: String) throws {
        name = spec.name
        weight = spec.options["weight"]?.number ?? 1
        options = try VLMOptions(spec, folder: folder)
    }

    private var facts: ScorerFacts {
        let extra = JSONValue(.map(options.service.extra)).description
        return ScorerFacts(
            name: options.model, version: "\(VLMQuestion.version)" + (extra == "{}" ? "" : " \(Digest(of: extra).short)"),
            wants: .frames(count: options.frames, longSide: options.longSide),
            scores: VLMQuestion.scales.map { ScoreRange($0.key, min: 1, max: 5) }, batch: options.service.concurrent)
    }

    /// All of it stands in the project.
    public func fingerprint() -> String { "\(facts)" }
    public var written: ScorerFacts? { facts }
    public func open() async throws -> ScorerFacts { facts }
    public func close() async {}
    public func estimate(_ facts: ScorerFacts) -> Int? { options.estimate }

    public func ask(
        _ questions: [ScorerQuestion], ledger: any ScorerLedger,
        answered: @escaping @Sendable (ScorerQuestion, ScorerAnswer) async throws -> Void
    ) async throws {
        let client: WebClient
        do {
            client = try await options.service.connect()
        } catch let error as ServiceError {
            throw ScorerError(error.reason)
        }
        let desk = VLMDesk(perMinute: options.perMinute)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, question) in questions.enumerated() {
                if index >= options.service.concurrent { try await group.next() }
                guard await desk.closed == nil else { break }
                group.addTask {
                    let call = VLMCall(question: question, options: self.options, client: client, desk: desk, ledger: ledger)
                    if let answer = try await call.run() { try await answered(question, answer) }
                }
            }
            try await group.waitForAll()
        }
        if let closed = await desk.closed { throw ScorerError(closed) }
    }
}

import Editorial
import Generators
public import Pool

/// More takes of one shot, beyond those the project file asks for.
public struct Retake: Sendable {
    /// What cannot be asked for.
    public struct Refused: Error, Sendable, CustomStringConvertible {
        public var description: String
    }

    private let session: Session

    public init(session: Session) { self.session = session }

    /// Writes the requests into the pool's journal; the next build makes them.
    /// - Parameters:
    ///   - count: how many.
    ///   - seed: of the first; the others count up from it. Chosen from the project's seed when nil.
    ///   - parent: the take they are to be better than.
    ///   - avoid: words the picture should not show. They go into the negative prompt, or into the prompt where the generator has none.
    ///   - saving: false to find out only what would be asked.
    /// - Returns: the requests that are new.
    public func ask(
        shot id: String, count: Int, seed: UInt64?, parent: TakeRecord? = nil, avoid: [String] = [], saving: Bool = true
    ) throws -> [RequestPlan] {
        guard let asked = session.project.shot(id) else {
            let ids = session.project.shots.map(\.id)
            let near = ids.filter { $0.hasPrefix(id.prefix(2)) }.prefix(5)
            throw Refused(
                description:
                    "there is no shot '\(id)' in the project; it has \(near.isEmpty ? ids.prefix(8).joined(separator: ", ") : near.joined(separator: ", "))"
            )
        }
        let generator = session.generator(of: asked)
        let shot = asked.avoiding(avoid, inNegative: generator.takesNegative)
        let reason = Self.reason(parent, avoid)
        let pool = try session.openPool()
        let asks = try TakeAsks(session)
        try pool.syncShots(session.project.shots, recipeKeys: asks.recipeKeys, at: Session.now)
        let known = Set(try pool.requests(shot: id).map(\.id) + asks.asks.filter { $0.plan.shot == id }.map(\.plan.id))
        let variants = shot.variants
        var first = max(shot.takesInAll, try pool.nextOrdinal(of: id))
        var plans: [RequestPlan] = []
        for number in 0..<count {
            // Ordinals go through the variants in turn, so that one retake after another reaches each with a seed of its own.
            let variant = variants[(seed == nil ? first : number) % variants.count]
            let chosen =
                seed.map { $0 &+ UInt64(number) }
                ?? RequestPlanning.seed(project: session.project.seed, shot: id, variant: variant, number: first / variants.count)
            guard let request = try generator.request(for: shot, in: session.project, variant: variant, ordinal: first, seed: chosen) else {
                throw Refused(
                    description:
                        "shot '\(id)' is imported, so no takes can be made of it; put more files where its generator '\(shot.generator)' looks"
                )
            }
            let plan = TakeAsks.plan(request, generator, parent: parent?.id, reason: reason)
            if !known.contains(plan.id) {
                plans.append(plan)
                first += 1
            } else if seed == nil {
                throw Refused(description: "the seed for another take of '\(id)' is taken already; name one with --seed")
            }
        }
        if saving { try pool.plan(plans, at: Session.now) }
        return plans
    }

    /// Why the requests are made; nil for more of the same.
    private static func reason(_ parent: TakeRecord?, _ avoid: [String]) -> RequestReason? {
        guard parent != nil || !avoid.isEmpty else { return nil }
        var words: [String] = []
        if let parent {
            let why = parent.verdict.reason.map { ", rejected for: \($0)" } ?? ""
            words.append("retake of \(parent.id.prefix(8))\(why)")
        }
        if !avoid.isEmpty { words.append("avoiding \(avoid.joined(separator: ", "))") }
        return RequestReason(words.joined(separator: "; "), avoid: avoid)
    }
}

import Editorial
import Generators
import Pool

/// Every request the project makes today, with what the pool's journal says of it.
struct TakeAsks {
    struct Ask: Sendable {
        var request: TakeRequest
        var plan: RequestPlan

        init(request: TakeRequest, plan: RequestPlan) {
            self.request = request
            self.plan = plan
        }

        /// What an earlier build asked for, whether or not the project still does.
        init?(recorded plan: RequestPlan) {
            guard
                let request = TakeRequest.recorded(
                    recipe: plan.recipe, recipeKey: plan.recipeKey, shot: plan.shot, ordinal: plan.ordinal, variant: plan.variant,
                    generator: plan.generator, seed: plan.seed)
            else { return nil }
            self.init(request: request, plan: plan)
        }
    }

    var asks: [Ask] = []
    /// What each shot asks for today: the pool marks takes of older questions by it.
    var recipeKeys: [String: Set<String>] = [:]

    init(_ session: Session) throws {
        for shot in session.project.shots {
            let generator = session.generator(of: shot)
            let requests = try generator.requests(for: shot, in: session.project)
            recipeKeys[shot.id] = Set(requests.map(\.recipeKey))
            asks += requests.map { Ask(request: $0, plan: Self.plan($0, generator)) }
        }
    }

    /// Adds what was asked for beyond the project file and still answers its shots: retakes that people asked for, and other prompts
    /// for refused ones.
    mutating func add(from journal: [JournalLine], _ pool: Pool, _ session: Session) throws {
        var known = Set(asks.map(\.plan.id))
        let lines = Dictionary(grouping: journal.lazy.filter { !known.contains($0.id) }, by: \.shot)
        for shot in session.project.shots {
            let generator = session.generator(of: shot)
            let keys = recipeKeys[shot.id] ?? []
            for line in lines[shot.id] ?? [] {
                guard line.generator == shot.generator, line.hasReason || keys.contains(line.recipeKey), let plan = try pool.request(line.id)?.plan,
                    let request = try Self.request(shot, generator, session.project, plan, as: plan.reason),
                    request.recipeKey == plan.recipeKey
                else { continue }
                asks.append(Ask(request: request, plan: plan))
                recipeKeys[shot.id, default: []].insert(plan.recipeKey)
                known.insert(plan.id)
            }
        }
    }

    /// The request a line of the journal stands for, made from the shot as it is today.
    private static func request(
        _ shot: Shot, _ generator: any Generator, _ project: Project, _ plan: RequestPlan, as reason: RequestReason?
    ) throws -> TakeRequest? {
        var asking: Shot? = shot
        if let place = reason?.alternative { asking = shot.asking(alternative: place) }
        if let words = reason?.avoid { asking = asking?.avoiding(words, inNegative: generator.takesNegative) }
        guard let asking else { return nil }
        return try generator.request(for: asking, in: project, variant: plan.variant, ordinal: plan.ordinal, seed: plan.seed)
    }

    /// For requests that were refused for their content: the same with the shot's next prompt, where the generator is told to and the
    /// shot has one. A refused prompt is never sent again unchanged.
    func alternatives(_ refused: [RequestRecord], _ session: Session) -> [RequestPlan] {
        let known = Set(asks.map(\.plan.id))
        return refused.compactMap { record in
            let plan = record.plan
            guard known.contains(plan.id), let shot = session.project.shot(plan.shot),
                let service = session.generator(of: shot) as? any Service, service.options.refusal == .next
            else { return nil }
            let reason = RequestReason(
                "request \(plan.id.prefix(8)) was refused: \(record.error ?? "no reason given")", avoid: plan.reason?.avoid ?? [],
                alternative: (plan.reason?.alternative ?? -1) + 1)
            guard let request = try? Self.request(shot, service, session.project, plan, as: reason) else { return nil }
            let next = Self.plan(request, service, parent: plan.parent, reason: reason)
            return known.contains(next.id) ? nil : next
        }
    }

    static func plan(
        _ request: TakeRequest, _ generator: any Generator, parent: String? = nil, reason: RequestReason? = nil
    ) -> RequestPlan {
        RequestPlan(
            shot: request.shot, variant: request.variant, ordinal: request.ordinal, seed: request.seed, generator: request.generator,
            kind: type(of: generator).kind.kind, model: generator.model, prompt: request.prompt, negative: request.negative,
            recipeKey: request.recipeKey,
            recipe: request.recipe, estimated: generator.estimate(request).microdollars ?? 0, parent: parent, reason: reason)
    }
}

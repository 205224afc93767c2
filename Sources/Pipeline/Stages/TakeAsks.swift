import Editorial
import Generators
import Pool

/// Every request the project makes today, with what the pool's journal says of it.
struct TakeAsks {
    struct Ask: Sendable {
        var request: TakeRequest
        var plan: RequestPlan
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

    /// Adds the retakes that people asked for: requests of the journal that answer today's question but are not in the project.
    mutating func addRetakes(from pool: Pool, _ session: Session) throws {
        let known = Set(asks.map(\.plan.id))
        for shot in session.project.shots {
            let generator = session.generator(of: shot)
            let keys = recipeKeys[shot.id] ?? []
            for record in try pool.requests(shot: shot.id) where keys.contains(record.plan.recipeKey) && !known.contains(record.id) {
                let plan = record.plan
                if let request = try generator.request(
                    for: shot, in: session.project, variant: plan.variant, ordinal: plan.ordinal, seed: plan.seed),
                    request.recipeKey == plan.recipeKey
                {
                    asks.append(Ask(request: request, plan: plan))
                }
            }
        }
    }

    static func plan(_ request: TakeRequest, _ generator: any Generator) -> RequestPlan {
        RequestPlan(
            shot: request.shot, variant: request.variant, ordinal: request.ordinal, seed: request.seed, generator: request.generator,
            kind: type(of: generator).kind.kind, prompt: request.prompt, negative: request.negative, recipeKey: request.recipeKey,
            recipe: request.recipe, estimated: generator.estimate(request).microdollars ?? 0)
    }
}

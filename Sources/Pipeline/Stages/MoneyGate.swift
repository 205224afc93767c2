import Editorial
import Generators
import Pool

/// Looks at what the planned requests will cost before any is asked. The pool holds every single one against the budget again, in the
/// transaction that writes down that it is about to be asked.
struct MoneyGate {
    let session: Session
    let pool: Pool

    /// Why nothing may be asked of services now; nil when everything may.
    func problem(_ planned: [TakeAsks.Ask]) throws -> BuildError? {
        var (sum, takes) = (0, 0)
        for ask in planned {
            guard let service = session.generators[ask.plan.generator] as? any Service else { continue }
            guard let estimate = service.estimate(ask.request).microdollars else {
                return BuildError(
                    .takes,
                    "nobody knows what generator '\(ask.plan.generator)' costs\(service.model.map { " for model '\($0)'" } ?? ""); nothing "
                        + "was asked of it. Add price_per_second: or price_per_take: to it, in dollars (0 when it is free)")
            }
            sum += estimate
            takes += estimate > 0 ? 1 : 0
        }
        guard sum > 0 else { return nil }
        let cost = Pool.dollars(sum)
        guard let limit = session.project.budget.limit else {
            let round = (Double(sum) / 1e6 * 1.1).rounded(.up)
            return BuildError(
                .takes,
                "\(takes) take\(takes == 1 ? "" : "s") would cost about \(cost), and the project has no budget; nothing was asked. To go on, "
                    + "add a line to the project: budget: \(Int(max(1, round)))")
        }
        let committed = try pool.spending().committed
        let budget = Int((limit * 1_000_000).rounded())
        guard committed + sum > budget else { return nil }
        return BuildError(
            .takes,
            "\(takes) take\(takes == 1 ? "" : "s") would cost about \(cost), but of the budget of \(Pool.dollars(budget)) already "
                + "\(Pool.dollars(committed)) are spent or promised; nothing was asked. Raise 'budget:' to "
                + "\(Int((Double(committed + sum) / 1e6).rounded(.up))) or ask for fewer takes; 'mv plan' shows which")
    }
}

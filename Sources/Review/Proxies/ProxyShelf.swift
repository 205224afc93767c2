import Content
import Execution
import Foundation
import Pool
import Recipes

/// The small films and pictures of takes: what is there, and what is made next.
///
/// They are results like all others, kept under their keys, so they are made once for all runs of the page. What a page asks for comes first.
actor ProxyShelf {
    private struct Ready: Encodable {
        var ready: [String]
        var done: Int
        var all: Int
    }

    /// What may be made of a take, and under which keys.
    private struct Kept {
        var recipes: ProxyRecipes
        var name: String
        var film: Digest
        var still: Digest
    }

    /// Takes looked at before others who ask something get their turn.
    private static let turn = 500

    private let pool: Pool
    private let results: ResultStore
    private let tools: ToolVersions
    private let broadcast: Broadcast
    private let executors: [any Executor]
    private var known: [String: Kept] = [:]
    private var ready: Set<String> = []
    private var failed: Set<String> = []
    private var beingMade: Set<String> = []
    /// Takes in the order of the story, and what pages are looking at, the most urgent first.
    private var waiting: [String] = []
    private var wanted: [String] = []
    /// Of those that wait, how many had their turn.
    private var served = 0
    private var bell: [CheckedContinuation<Void, Never>] = []

    init(pool: Pool, results: ResultStore, tools: ToolVersions, broadcast: Broadcast, executors: [any Executor]) {
        (self.pool, self.results, self.tools, self.broadcast, self.executors) = (pool, results, tools, broadcast, executors)
    }

    func isReady(_ take: String) -> Bool { ready.contains(take) }
    var readyTakes: Set<String> { ready }

    /// Looks for takes that were not there before. Of many takes this takes its time, in which everything else is answered.
    func lookAround() async throws {
        let fresh = try await takes(besides: Set(known.keys))
        let tools = try tools()
        let there = Set(results.keys(prefix: ""))
        for start in stride(from: 0, to: fresh.count, by: Self.turn) {
            var found: [String] = []
            for (take, recipes) in fresh[start..<min(start + Self.turn, fresh.count)] where known[take] == nil {
                let kept = Kept(
                    recipes: recipes, name: "take \(take.prefix(8))", film: try JobKey(recipes.film, tools: tools).digest, still: try JobKey(recipes.still, tools: tools).digest)
                known[take] = kept
                if there.contains(kept.film), there.contains(kept.still), isMade(kept) {
                    ready.insert(take)
                    found.append(take)
                } else {
                    waiting.append(take)
                }
            }
            if !found.isEmpty { tell(found) }
            ring()
            await Task.yield()
        }
    }

    /// Read while others are answered.
    private nonisolated func takes(besides known: Set<String>) async throws -> [(take: String, recipes: ProxyRecipes)] {
        var fresh: [TakeRecord] = []
        try pool.eachTake(withScores: false) { if !known.contains($0.id) { fresh.append($0) } }
        let measured = try pool.measuredRanges(of: fresh.map(\.id))
        return fresh.compactMap { take in ProxyRecipes(take, measured: measured[take.id]).map { (take.id, $0) } }
    }

    private func isMade(_ kept: Kept) -> Bool { results.find(kept.film) != nil && results.find(kept.still) != nil }

    /// Takes that somebody looks at, the most urgent first.
    func want(_ takes: [String]) {
        wanted = takes.filter { known[$0] != nil && !ready.contains($0) && !failed.contains($0) }
        ring()
    }

    /// Path of the small film; nil while it is not there.
    func film(of take: String) -> String? {
        guard let kept = known[take], let result = results.find(kept.film), let blob = result.blobs.first else { return nil }
        return results.store.path(of: blob)
    }

    /// JPEG.
    func still(of take: String) -> Data? {
        known[take].flatMap { results.find($0.still) }.flatMap { try? $0.value(of: ThumbnailRecipe.self).picture }
    }

    /// Makes what is missing until the task is cancelled.
    func run() async {
        await withTaskGroup { group in
            for executor in executors { group.addTask { await self.work(executor) } }
        }
    }

    private func work(_ executor: any Executor) async {
        while !Task.isCancelled {
            guard let take = next(), let kept = known[take] else {
                await rest()
                continue
            }
            if let jobs = try? jobs(kept) { try? await executor.run(jobs) { _, _ in } }
            beingMade.remove(take)
            if isMade(kept) {
                ready.insert(take)
                tell([take])
            } else if !Task.isCancelled {
                failed.insert(take)
                tell([])
            }
        }
    }

    private func jobs(_ kept: Kept) throws -> [Job] {
        let tools = try tools()
        let jobs = try [Job(kept.recipes.still, label: "\(kept.name), still", tools: tools), Job(kept.recipes.film, label: "\(kept.name), small", tools: tools)]
        return jobs.filter { results.find($0.key.digest) == nil }
    }

    private func next() -> String? {
        while !wanted.isEmpty || served < waiting.count {
            let take: String
            if wanted.isEmpty {
                take = waiting[served]
                served += 1
            } else {
                take = wanted.removeFirst()
            }
            guard !ready.contains(take), !failed.contains(take), beingMade.insert(take).inserted else { continue }
            return take
        }
        return nil
    }

    private func tell(_ takes: [String]) {
        broadcast.send(PageEvent("proxies", Ready(ready: takes, done: ready.count + failed.count, all: known.count)))
    }

    private func rest() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled { continuation.resume() } else { bell.append(continuation) }
            }
        } onCancel: {
            Task { await self.ring() }
        }
    }

    private func ring() {
        let sleepers = bell
        bell = []
        for sleeper in sleepers { sleeper.resume() }
    }
}

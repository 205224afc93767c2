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

    private struct Kept {
        var film: Job
        var still: Job
    }

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
    private var bell: [CheckedContinuation<Void, Never>] = []

    init(pool: Pool, results: ResultStore, tools: ToolVersions, broadcast: Broadcast, executors: [any Executor]) {
        (self.pool, self.results, self.tools, self.broadcast, self.executors) = (pool, results, tools, broadcast, executors)
    }

    func isReady(_ take: String) -> Bool { ready.contains(take) }
    var readyTakes: Set<String> { ready }

    /// Looks for takes that were not there before.
    func lookAround() throws {
        var found: [String] = []
        let tools = try tools()
        try pool.eachTake { take in
            guard known[take.id] == nil, let recipes = ProxyRecipes(take) else { return }
            let name = "take \(take.blob.digest.short)"
            let kept = Kept(
                film: try Job(recipes.film, label: "\(name), small", tools: tools), still: try Job(recipes.still, label: "\(name), still", tools: tools))
            known[take.id] = kept
            if results.find(kept.film.key.digest) != nil, results.find(kept.still.key.digest) != nil {
                ready.insert(take.id)
                found.append(take.id)
            } else {
                waiting.append(take.id)
            }
        }
        if !found.isEmpty { tell(found) }
        ring()
    }

    /// Takes that somebody looks at, the most urgent first.
    func want(_ takes: [String]) {
        wanted = takes.filter { known[$0] != nil && !ready.contains($0) && !failed.contains($0) }
        ring()
    }

    /// Path of the small film; nil while it is not there.
    func film(of take: String) -> String? {
        guard let job = known[take]?.film, let result = results.find(job.key.digest), let blob = result.blobs.first else { return nil }
        return results.store.path(of: blob)
    }

    /// JPEG.
    func still(of take: String) -> Data? {
        known[take].flatMap { results.find($0.still.key.digest) }.flatMap { try? $0.value(of: ThumbnailRecipe.self).picture }
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
            let jobs = [kept.still, kept.film].filter { results.find($0.key.digest) == nil }
            try? await executor.run(jobs) { _, _ in }
            beingMade.remove(take)
            if results.find(kept.film.key.digest) != nil, results.find(kept.still.key.digest) != nil {
                ready.insert(take)
                tell([take])
            } else if !Task.isCancelled {
                failed.insert(take)
                tell([])
            }
        }
    }

    private func next() -> String? {
        while !wanted.isEmpty || !waiting.isEmpty {
            let take = wanted.isEmpty ? waiting.removeFirst() : wanted.removeFirst()
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

import Execution

extension GeneratorContext {
    /// Runs one job for each request, those whose results are already there at once, and tells of each as it ends.
    func run<R: Recipe>(
        _ jobs: [(request: TakeRequest, job: Job)], _ type: R.Type, ended: @escaping @Sendable (TakeRequest, CollectOutcome) async -> Void,
        outcome: @escaping @Sendable (R.Output, TakeRequest) -> CollectOutcome
    ) async throws {
        @Sendable func tell(_ request: TakeRequest, _ result: Result<JobResult, JobFailure>) async {
            switch result {
            case .success(let result):
                do {
                    await ended(request, outcome(try result.value(of: R.self), request))
                } catch {
                    await ended(request, .failed(GeneratorError(.failed, request.label, "its result cannot be read: \(error)")))
                }
            case .failure(let failure):
                let code = failure.isOfTheWork ? failure.code.flatMap(GeneratorError.Code.init) ?? .failed : .temporary
                await ended(request, .failed(GeneratorError(code, request.label, failure.reason, log: failure.log)))
            }
        }
        // Two requests that ask for the same bytes share one job.
        var waiting: [JobKey: [TakeRequest]] = [:]
        var missing: [Job] = []
        for (request, job) in jobs {
            if let found = results.find(job.key.digest) {
                await tell(request, .success(found))
            } else {
                if waiting[job.key] == nil { missing.append(job) }
                waiting[job.key, default: []].append(request)
            }
        }
        let asked = waiting
        try await executor.run(missing) { job, result in
            for request in asked[job.key] ?? [] { await tell(request, result) }
        }
    }
}

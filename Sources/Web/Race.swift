/// Work that is stopped when its time is up.
enum Race {
    enum Outcome<Value: Sendable, Reason: Sendable>: Sendable {
        case done(Value)
        case stopped(Reason)
    }

    /// Waits for the work in every case: what it has in its hands when time is up or the task is cancelled is not thrown away.
    /// - Parameter watch: ends with a reason when the work has to stop.
    static func run<Value: Sendable, Reason: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value, until watch: @escaping @Sendable () async throws -> Reason
    ) async throws -> Outcome<Value, Reason> {
        try await withThrowingTaskGroup(of: Outcome<Value, Reason>?.self) { group in
            group.addTask { .done(try await work()) }
            group.addTask {
                do { return .stopped(try await watch()) } catch is CancellationError { return nil }
            }
            var stopped: Reason?
            do {
                for try await outcome in group {
                    switch outcome {
                    case .done(let value)?:
                        group.cancelAll()
                        return .done(value)
                    case .stopped(let reason)?:
                        stopped = reason
                        group.cancelAll()
                    case nil: break
                    }
                }
            } catch {
                group.cancelAll()
                guard let stopped else { throw error }
                return .stopped(stopped)
            }
            throw CancellationError()
        }
    }
}

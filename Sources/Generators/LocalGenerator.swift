/// A generator whose work has no effect outside this machine: it may be started again after a crash, and takes whose files were lost
/// may be made again unasked.
public protocol LocalGenerator: Generator {
    /// Makes the takes; `ended` is called once for every request, as each ends. What an earlier call finished is not made again.
    func collect(
        _ requests: [TakeRequest], in context: GeneratorContext,
        ended: @escaping @Sendable (TakeRequest, CollectOutcome) async -> Void
    ) async throws
}

public enum CollectOutcome: Sendable {
    case made([MadeTake])
    case failed(GeneratorError)
}

public import Content
public import Execution

/// What a generator may use while it makes or brings home takes.
public struct GeneratorContext: Sendable {
    public let store: Store
    public let results: ResultStore
    public let executor: any Executor
    /// Versions for keys.
    public let tools: [String: String]
    /// How far a request is, 0…1, with a word about it; for the eye only.
    public let progress: @Sendable (_ request: TakeRequest, _ share: Double, _ word: String?) -> Void

    public init(
        store: Store, results: ResultStore, executor: any Executor, tools: [String: String],
        progress: @escaping @Sendable (_ request: TakeRequest, _ share: Double, _ word: String?) -> Void = { _, _, _ in }
    ) {
        self.store = store
        self.results = results
        self.executor = executor
        self.tools = tools
        self.progress = progress
    }
}

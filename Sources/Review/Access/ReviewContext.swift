import Hummingbird

/// A request and who makes it.
struct ReviewContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    var role = Role.nobody

    init(source: ApplicationRequestContextSource) { coreContext = .init(source: source) }
}

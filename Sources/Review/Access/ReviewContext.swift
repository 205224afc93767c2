import Hummingbird
import NIOCore

/// A request and who makes it.
struct ReviewContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    var role = Role.nobody
    /// The connection it came on.
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { (coreContext, channel) = (.init(source: source), source.channel) }
}

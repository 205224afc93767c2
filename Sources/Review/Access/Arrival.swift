import HummingbirdCore
import NIOCore
import Synchronization

/// A connection on its way to whoever answers it.
///
/// When the server ends just as a browser opens one, nobody does any more. SwiftNIO ends the program when such a channel goes without having
/// been finished (`NIOAsyncWriter.InternalClass.deinit`), so it is finished here.
final class Arrival: Sendable {
    private let http: HTTP1Channel.Value
    private let isBegun = Mutex(false)

    init(_ http: HTTP1Channel.Value) { self.http = http }

    deinit {
        guard !isBegun.withLock({ $0 }) else { return }
        let http = http
        Task { try? await http.executeThenClose { _, _ in } }
    }

    func begin() -> HTTP1Channel.Value {
        isBegun.withLock { $0 = true }
        return http
    }
}

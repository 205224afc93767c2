import Synchronization

/// Whether a connection to the server came about, and with it the chance that the server saw the request.
final class Contact: Sendable {
    private let made = Atomic(false)

    var isMade: Bool { made.load(ordering: .sequentiallyConsistent) }
    func make() { made.store(true, ordering: .sequentiallyConsistent) }
}

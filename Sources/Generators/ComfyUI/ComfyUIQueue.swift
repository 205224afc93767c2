import Foundation
package import Web

/// Who runs and who waits at a server.
package struct ComfyUIQueue: Sendable {
    struct Item: Sendable {
        var number: Double
        var id: String
        var client: String?
    }
    let running: [Item]
    /// In the order they will run.
    let pending: [Item]

    /// Nil when it is not what ComfyUI answers.
    package init?(_ answer: JSONValue?) {
        guard let running = answer?["queue_running"]?.list, let pending = answer?["queue_pending"]?.list else { return nil }
        self.running = running.compactMap(Self.item)
        self.pending = pending.compactMap(Self.item).sorted { $0.number < $1.number }
    }

    private static func item(_ value: JSONValue) -> Item? {
        guard let id = value[1]?.text else { return nil }
        return Item(number: value[0]?.double ?? 0, id: id, client: value[3]?["client_id"]?.text)
    }

    func isRunning(_ id: String) -> Bool { running.contains { $0.id == id } }
    func isPending(_ id: String) -> Bool { pending.contains { $0.id == id } }

    /// How many run before it; nil when it does not wait.
    func before(_ id: String) -> Int? {
        pending.firstIndex { $0.id == id }.map { $0 + running.count }
    }

    /// The id under which the server has what a client sent; some servers give ids of their own.
    func id(of client: String) -> String? {
        (running + pending).first { $0.id == client || $0.client == client }?.id
    }
}

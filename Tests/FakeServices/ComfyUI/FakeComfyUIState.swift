import Foundation
import Web

/// What a fake ComfyUI holds.
struct FakeComfyUIState {
    struct FileName: Hashable {
        var type: String
        var folder: String
        var name: String
        var path: String { folder.isEmpty ? name : "\(folder)/\(name)" }
    }

    struct Run: Sendable {
        var number: Int
        var id: String
        var client: String
        var graph: FakeComfyUIGraph
        var outputs: [String]
        var scenario: Scenario
        /// As it stands in the queue and in the history.
        var item: JSONValue {
            .array([
                .integer(number), .string(id), graph.json, ["client_id": .string(client)], .array(outputs.map { .string($0) }),
            ])
        }
    }

    // Forgotten at a restart
    var pending: [Run] = []
    var running: Run?
    var isInterrupted = false
    var history: [(id: String, entry: JSONValue)] = []
    /// What each saving node told, by all that decides what it makes.
    var cache: [String: JSONValue] = [:]
    var faults: [String: [Scenario.Fault]] = [:]
    var number = 0
    /// Counts the lives: a run of an earlier one says nothing any more.
    var life = 0

    // Kept
    var files: [FileName: Data] = [:]
    var fileFaults: [FileName: [Scenario.FileFault]] = [:]
    var accepted = 0
    var begun = 0
    var prompts: [String] = []

    var remaining: Int { pending.count + (running == nil ? 0 : 1) }
    var queue: JSONValue {
        ["queue_running": .array(running.map { [$0.item] } ?? []), "queue_pending": .array(pending.map(\.item))]
    }

    mutating func forget() {
        (pending, running, history, cache, faults) = ([], nil, [], [:], [:])
        isInterrupted = false
        number = 0
        life += 1
        files = files.filter { $0.key.type != "temp" }
    }

    /// A later run under the same id takes the place of the earlier.
    mutating func remember(_ id: String, _ entry: JSONValue) {
        history.removeAll { $0.id == id }
        history.append((id, entry))
    }

    /// Save nodes count on from the highest number that a file of that name has.
    func counter(_ folder: String, _ name: String, type: String) -> Int {
        let taken = files.keys.filter { $0.type == type && $0.folder == folder && $0.name.hasPrefix(name + "_") }
            .compactMap { Int($0.name.dropFirst(name.count + 1).prefix { $0.isNumber }) }
        return (taken.max() ?? 0) + 1
    }
}

public import Web

/// One job of the fake, and what was sent for it.
public struct FakeVideoJob: Sendable {
    /// What was sent, by field: texts from a form, values from JSON; a file as its name and media type.
    public var fields: [String: JSONValue]
    /// Media type of the request.
    public var bodyType: String
    /// The id inside, from which LiteLLM makes those it tells.
    public var core: String
    /// As told on creation.
    public var id: String
    public var created: Int
    public var scenario: Scenario
    public var looks = 0
    public var isDeleted = false
    public var isStopped = false

    public var prompt: String { fields["prompt"]?.text ?? "" }
    public var model: String? { fields["model"]?.text }
    public var size: String { fields["size"]?.text ?? "832x480" }
    public var fps: Int { max(1, fields["fps"]?.int ?? nested("fps")?.int ?? 24) }
    public var frames: Int {
        fields["num_frames"]?.int ?? nested("num_frames")?.int ?? max(1, (fields["seconds"]?.int ?? 4) * fps)
    }
    /// As told: a text, from frames and rate.
    public var seconds: String { "\(Int((Double(frames) / Double(fps)).rounded()))" }

    private func nested(_ name: String) -> JSONValue? { fields["nvext"]?[name] }

    /// What a look finds.
    public enum State: Sendable, Equatable { case queued, running, ended, stopped }

    public var state: State {
        if isStopped { return .stopped }
        if scenario.ending != .never, looks > scenario.looks { return .ended }
        return looks <= 1 && scenario.looks > 1 || looks == 0 ? .queued : .running
    }
}

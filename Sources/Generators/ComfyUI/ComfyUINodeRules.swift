import Foundation
import Web

/// What a server says of one kind of node: the type and limits of its inputs.
/// https://docs.comfy.org/development/comfyui-server/comms_routes (`/object_info`)
struct ComfyUINodeRules: Sendable {
    var inputs: [String: ComfyUIInputRule] = [:]

    /// Nil when the server has no such node.
    init?(_ info: JSONValue, of kind: String) {
        guard let node = info[kind] else { return nil }
        for group in ["required", "optional"] {
            for (name, spec) in node["input"]?[group]?.map ?? [:] { inputs[name] = ComfyUIInputRule(spec) }
        }
    }
}

/// `["INT", {"min": 1, "max": 16384, "step": 4}]`, or a list of words in place of the type.
struct ComfyUIInputRule: Sendable {
    var type: String
    var min: Double?
    var max: Double?
    var step: Double?
    var words: [String]?

    init(_ spec: JSONValue) {
        let limits = spec[1]
        (min, max, step) = (limits?["min"]?.double, limits?["max"]?.double, limits?["step"]?.double)
        if let list = spec[0]?.list {
            type = "COMBO"
            words = list.compactMap(\.text)
        } else {
            type = spec[0]?.text ?? ""
            words = limits?["options"]?.list?.compactMap(\.text)
        }
    }

    /// The value as the server will take it, and what had to be changed.
    /// - Throws: `ServiceError` of kind `badRequest` when it cannot take it.
    func fit(_ value: JSONValue, _ slot: ComfyUISlot, _ place: String) throws -> (value: JSONValue, warning: String?) {
        if let words, !words.isEmpty, let text = value.text {
            guard words.contains(text) else {
                let few = words.prefix(12).joined(separator: ", ") + (words.count > 12 ? ", …" : "")
                throw ServiceError(.badRequest, "\(place) takes one of \(few), and the \(slot.words) is '\(text)'")
            }
            return (value, nil)
        }
        guard !slot.isText, let wanted = value.double else { return (value, nil) }
        let legal = nearest(wanted, slot)
        if let min, legal < min { throw ServiceError(.badRequest, tooFar(slot, wanted, place)) }
        if let max, legal > max { throw ServiceError(.badRequest, tooFar(slot, wanted, place)) }
        guard legal != wanted else { return (value, nil) }
        return (
            .integer(Int(legal)),
            "\(place) takes no \(slot.words) of \(Self.text(wanted)): \(Self.text(legal)) is sent"
                + (slot == .frames ? "; frame_multiple and frame_plus round the frames when they are planned" : "")
        )
    }

    /// The next whole number the input can hold. Only whole numbers have true steps: for others the step is how far the arrow in the
    /// window goes.
    private func nearest(_ wanted: Double, _ slot: ComfyUISlot) -> Double {
        guard type == "INT" else { return wanted }
        let whole = slot == .fps ? wanted.rounded() : wanted.rounded(.up)
        guard let step, step > 1, slot != .seed else { return whole }
        let start = min ?? 0
        return whole < start ? whole : start + ((whole - start) / step).rounded(.up) * step
    }

    private func tooFar(_ slot: ComfyUISlot, _ wanted: Double, _ place: String) -> String {
        let range =
            switch (min, max) {
            case (let min?, let max?): "\(Self.text(min)) to \(Self.text(max))"
            case (let min?, nil): "\(Self.text(min)) or more"
            default: "\(Self.text(max ?? 0)) at most"
            }
        return "\(place) takes \(range), and the \(slot.words) is \(Self.text(wanted))"
    }

    private static func text(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    }
}

/// The rules of a server's nodes, each asked for once in a build.
actor ComfyUIRuleBook {
    private var kept: [String: Task<ComfyUINodeRules?, any Error>] = [:]

    func rules(of kind: String, _ ask: @escaping @Sendable () async throws -> ComfyUINodeRules?) async throws -> ComfyUINodeRules? {
        let answer = kept[kind] ?? Task { try await ask() }
        kept[kind] = answer
        do {
            return try await answer.value
        } catch {
            kept[kind] = nil
            throw error
        }
    }
}

import Foundation
import Timebase
import Web

/// What goes into a workflow for one request.
struct ComfyUIFilling: Sendable {
    /// One value on its way into one input.
    struct Value: Sendable {
        var slot: ComfyUISlot
        var target: ComfyUITarget
        var value: JSONValue
    }
    private(set) var values: [Value] = []
    /// What the workflow has no place for: a sentence each.
    private(set) var warnings: [String] = []
    private let slots: ComfyUISlots

    /// - Parameter prefix: what its files are to be called.
    /// - Throws: `ServiceError` of kind `badRequest` when the shot has a picture that there is no place for.
    init(_ request: TakeRequest, _ slots: ComfyUISlots, prefix: String) throws {
        self.slots = slots
        put(.string(request.prompt), .prompt)
        put(.integer(Int(request.seed)), .seed)
        put(.integer(request.width), .width)
        put(.integer(request.height), .height)
        put(.integer(request.frames), .frames)
        put(Self.number(request.seconds), .seconds)
        put(Self.number(request.rate.doubleValue), .fps)
        put(.string(prefix), .prefix)
        if let negative = request.negative, !put(.string(negative), .negative) {
            warnings.append("the workflow has no node titled MV_NEGATIVE: the words to avoid are not sent")
        }
        for (slot, verb) in [(ComfyUISlot.firstFrame, "starts"), (.lastFrame, "ends")] {
            let file = request.inputs[slot.rawValue]
            if let file, !put(SentFile.marker(file), slot) {
                throw ServiceError(
                    .badRequest,
                    "the shot \(verb) with a picture, and the workflow has no place for it: title the Load Image node \(slot.titles[0]) "
                        + "and export again, or say slots: {\(slot.rawValue): NODE.image}")
            }
            if file == nil, !slots[slot].isEmpty {
                warnings.append("the shot has no \(slot.rawValue): the picture that the workflow names is used")
            }
        }
        var own: [ComfyUISlot] = [.width, .height]
        if slots[.seconds].isEmpty { own.append(.frames) }
        own.removeAll { !slots[$0].isEmpty }
        if !own.isEmpty {
            warnings.append("the workflow has no slot for \(own.map(\.words).joined(separator: ", ")): it makes what it is set to")
        }
        if slots[.prefix].isEmpty {
            warnings.append(
                "no node of the workflow names its files with filename_prefix: what it made cannot be found once ComfyUI was restarted")
        }
        for (target, name) in slots.otherPrefixes(prefix).sorted(by: { $0.key.node < $1.key.node }) {
            values.append(Value(slot: .prefix, target: target, value: .string(name)))
        }
    }

    /// The values as they will be sent, after the server's own rules for its inputs.
    mutating func fit(_ rules: (String) async throws -> ComfyUINodeRules?, in workflow: ComfyUIWorkflow) async throws {
        for index in values.indices {
            guard let node = workflow.nodes[values[index].target.node], let rules = try await rules(node.kind),
                let rule = rules.inputs[values[index].target.input]
            else { continue }
            let (slot, input) = (values[index].slot, values[index].target.input)
            guard slot != .firstFrame, slot != .lastFrame else { continue }
            let fitted = try rule.fit(values[index].value, slot, "input '\(input)' of node \(node.label)")
            values[index].value = fitted.value
            if let warning = fitted.warning { warnings.append(warning) }
        }
    }

    var byTarget: [ComfyUITarget: JSONValue] { Dictionary(values.map { ($0.target, $0.value) }, uniquingKeysWith: { first, _ in first }) }

    @discardableResult
    private mutating func put(_ value: JSONValue, _ slot: ComfyUISlot) -> Bool {
        for target in slots[slot] { values.append(Value(slot: slot, target: target, value: value)) }
        return !slots[slot].isEmpty
    }

    private static func number(_ value: Double) -> JSONValue {
        value == value.rounded() ? .integer(Int(value)) : .number(value)
    }
}

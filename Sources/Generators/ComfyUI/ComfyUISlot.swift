/// What of a request goes into a workflow.
enum ComfyUISlot: String, CaseIterable, Sendable {
    case prompt, negative, seed, width, height, frames, seconds, fps, prefix
    case firstFrame = "first_frame"
    case lastFrame = "last_frame"

    /// Titles of nodes that are taken without being named in the project, the first that is there.
    var titles: [String] {
        switch self {
        case .width, .height: ["MV_" + rawValue.uppercased(), "MV_SIZE"]
        case .frames: ["MV_FRAMES", "MV_SIZE"]
        case .prefix: ["MV_OUTPUT"]
        default: ["MV_" + rawValue.uppercased()]
        }
    }

    /// Names that inputs for this have, the first that is there. A node that holds one bare number or text calls it `value`.
    var inputs: [String] {
        switch self {
        case .prompt: ["text", "prompt", "positive", "value", "string"]
        case .negative: ["text", "negative_prompt", "negative", "value", "string"]
        case .seed: ["seed", "noise_seed", "value", "int"]
        case .width, .height: [rawValue, "value", "int"]
        case .frames: ["length", "frames", "num_frames", "video_frames", "value", "int"]
        case .seconds: ["seconds", "duration", "value", "float", "int"]
        case .fps: ["fps", "frame_rate", "value", "float", "int"]
        case .prefix: ["filename_prefix"]
        case .firstFrame, .lastFrame: ["image"]
        }
    }

    var isText: Bool {
        switch self {
        case .prompt, .negative, .prefix, .firstFrame, .lastFrame: true
        case .seed, .width, .height, .frames, .seconds, .fps: false
        }
    }

    /// Without these every take would be the same, or not what was asked for.
    var isNeeded: Bool { self == .prompt || self == .seed }

    /// How its place is written.
    var expected: String { "expected NODE.INPUT, such as \(titles[0]).\(inputs[0])" }

    /// As people say it.
    var words: String { rawValue.replacing("_", with: " ") }
}

import Content
import Editorial
import Foundation

/// The options that only this kind has, read and checked against the workflow.
struct ComfyUIOptions: Sendable {
    let workflow: ComfyUIWorkflow
    let path: String
    let slots: ComfyUISlots
    /// Frames are rounded up to `multiple * n + plus`, sides to a multiple.
    let frameMultiple: Int
    let framePlus: Int
    let sideMultiple: Int

    static let kind = GeneratorKind(
        "comfyui", doc: "A workflow of a ComfyUI server, exported in its API format.",
        options: [
            .init(
                "workflow", .text, required: true, shapes: false,
                doc: "File saved by ComfyUI's menu with 'Export (API)', relative to the project file. Another workflow makes other takes."),
            .init(
                "slots", .map,
                doc: "Where in the workflow things go: prompt, negative, seed, width, height, frames, seconds, fps, prefix, first_frame, "
                    + "last_frame, each as `NODE.INPUT`, where NODE is an id or a title, as `{node: NODE, input: INPUT}`, as a list of "
                    + "those, or false. By default nodes titled MV_PROMPT, MV_NEGATIVE, MV_SEED, MV_SIZE and so on are found."
            ),
            .init(
                "output", .text, doc: "Id or title of the node whose video is the take, where several write files; MV_OUTPUT if there."),
            .init(
                "frame_multiple", .integer, range: 1...256,
                doc: "Frames are rounded up to a multiple of this plus frame_plus: 4 and 1 for Wan, 8 and 1 for LTX."),
            .init("frame_plus", .integer, range: 0...255, doc: "See frame_multiple."),
            .init("side_multiple", .integer, range: 1...256, doc: "Width and height are rounded up to a multiple of this; 2 by default."),
            .init("model", .text, doc: "Name of the model, for the records."),
        ] + ServiceOptions.shared(leavingOut: ["model", "audio", "extra"]))

    init(_ shared: ServiceOptions) throws {
        func wrong(_ reason: String) -> GeneratorError { GeneratorError(.configuration, "generator '\(shared.name)'", reason) }
        let options = shared.all
        guard let file = options["workflow"]?.text else {
            throw wrong("it names no workflow; expected workflow: FILE.json, saved by ComfyUI's menu with 'Export (API)'")
        }
        path = file.hasPrefix("/") ? file : shared.folder + "/" + file
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw wrong("workflow \(file) cannot be read: \(FileTrouble.words(error)); expected workflow: FILE.json, seen from the project's folder")
        }
        do {
            workflow = try ComfyUIWorkflow(data)
            slots = try ComfyUISlots(workflow, given: options["slots"]?.map ?? [:], output: options["output"]?.text)
        } catch let fault as ComfyUIWorkflow.Fault {
            throw wrong("workflow \(file): \(fault.reason)")
        }
        frameMultiple = options["frame_multiple"]?.integer ?? 1
        framePlus = options["frame_plus"]?.integer ?? 0
        sideMultiple = options["side_multiple"]?.integer ?? 2
    }

    func side(_ value: Int) -> Int { (value + sideMultiple - 1) / sideMultiple * sideMultiple }

    func frames(_ value: Int) -> Int {
        let steps = max(0, value - framePlus + frameMultiple - 1) / frameMultiple
        return max(1, steps * frameMultiple + framePlus)
    }
}

import Web

/// The nodes a fake ComfyUI has, described as `/object_info` describes them.
struct FakeComfyUINode: Sendable {
    var kind: String
    /// `{required: {name: [type, limits]}, optional: {…}}`
    var input: JSONValue
    var outputs: [String]
    /// What it writes; nil for nodes that save nothing.
    var saves: Saving?

    /// How a node tells of the files it wrote.
    enum Saving: Sendable {
        /// `images` with `animated: [true]`, as core nodes tell of videos too.
        case film(String)
        /// `gifs`, as Video Combine of the VideoHelperSuite tells of an mp4.
        case combine
        /// Under a key of its own, as third parties do.
        case other(String)
        case picture
    }

    var info: JSONValue {
        .object([
            kind: .object([
                "input": input, "output": .array(outputs.map { .string($0) }), "name": .string(kind), "output_node": .bool(saves != nil),
            ])
        ])
    }
}

extension FakeComfyUINode {
    private static let text: JSONValue = ["STRING", ["multiline": true]]
    private static let prefix: JSONValue = ["STRING", ["default": "ComfyUI"]]
    private static let link: @Sendable (String) -> JSONValue = { .array([.string($0)]) }
    private static func whole(_ min: Int, _ max: Int, step: Int = 1) -> JSONValue {
        ["INT", ["min": .integer(min), "max": .integer(max), "step": .integer(step)]]
    }
    private static func size(_ step: Int) -> JSONValue { whole(16, 16384, step: step) }
    private static let rate: JSONValue = ["FLOAT", ["default": 24, "min": 1, "max": 120, "step": 1]]
    /// `/object_info` gives the largest seed as 18446744073709551615, which readers of JSON may take for a fraction.
    private static let seed: JSONValue = ["INT", ["default": 0, "min": 0, "max": .number(0x1p64)]]

    /// - Parameters:
    ///   - models: files in the models folder.
    ///   - pictures: files in the input folder.
    static func all(models: [String], pictures: [String]) -> [String: FakeComfyUINode] {
        let models = JSONValue.array([.array(models.map { .string($0) })])
        let pictures = JSONValue.array([.array(pictures.map { .string($0) }), ["image_upload": true]])
        let nodes: [FakeComfyUINode] = [
            .init(kind: "UNETLoader", input: ["required": ["unet_name": models]], outputs: ["MODEL"]),
            .init(kind: "CLIPLoader", input: ["required": ["clip_name": models]], outputs: ["CLIP"]),
            .init(kind: "VAELoader", input: ["required": ["vae_name": models]], outputs: ["VAE"]),
            .init(kind: "CLIPTextEncode", input: ["required": ["text": text, "clip": link("CLIP")]], outputs: ["CONDITIONING"]),
            .init(kind: "PrimitiveStringMultiline", input: ["required": ["value": text]], outputs: ["STRING"]),
            .init(kind: "PrimitiveInt", input: ["required": ["value": whole(0, 1 << 52)]], outputs: ["INT"]),
            .init(
                kind: "EmptyHunyuanLatentVideo",
                input: [
                    "required": ["width": size(16), "height": size(16), "length": whole(1, 16384, step: 4), "batch_size": whole(1, 4096)]
                ], outputs: ["LATENT"]),
            .init(kind: "LoadImage", input: ["required": ["image": pictures]], outputs: ["IMAGE", "MASK"]),
            .init(
                kind: "WanImageToVideo",
                input: [
                    "required": [
                        "positive": link("CONDITIONING"), "negative": link("CONDITIONING"), "width": size(16), "height": size(16),
                        "length": whole(1, 16384, step: 4),
                    ], "optional": ["start_image": link("IMAGE")],
                ], outputs: ["CONDITIONING", "CONDITIONING", "LATENT"]),
            .init(
                kind: "KSampler",
                input: [
                    "required": [
                        "model": link("MODEL"), "seed": seed, "steps": whole(1, 10000),
                        "cfg": ["FLOAT", ["min": 0, "max": 100, "step": 0.1]],
                        "sampler_name": [["euler", "uni_pc"]], "positive": link("CONDITIONING"), "negative": link("CONDITIONING"),
                        "latent_image": link("LATENT"),
                    ]
                ], outputs: ["LATENT"]),
            .init(kind: "VAEDecode", input: ["required": ["samples": link("LATENT"), "vae": link("VAE")]], outputs: ["IMAGE"]),
            .init(kind: "CreateVideo", input: ["required": ["images": link("IMAGE"), "fps": rate]], outputs: ["VIDEO"]),
            .init(
                kind: "SaveVideo",
                input: [
                    "required": ["video": link("VIDEO"), "filename_prefix": prefix, "format": ["COMBO", ["options": ["auto", "mp4"]]]]
                ],
                outputs: [], saves: .film("mp4")),
            .init(
                kind: "SaveWEBM", input: ["required": ["images": link("IMAGE"), "filename_prefix": prefix, "fps": rate]], outputs: [],
                saves: .film("webm")),
            .init(
                kind: "SaveAnimatedWEBP", input: ["required": ["images": link("IMAGE"), "filename_prefix": prefix]], outputs: [],
                saves: .film("webp")),
            .init(
                kind: "VHS_VideoCombine",
                input: [
                    "required": [
                        "images": link("IMAGE"), "frame_rate": rate, "filename_prefix": prefix,
                        "save_output": ["BOOLEAN", ["default": true]],
                    ]
                ], outputs: ["VHS_FILENAMES"], saves: .combine),
            .init(
                kind: "FilmSaver", input: ["required": ["images": link("IMAGE"), "filename_prefix": prefix]], outputs: [],
                saves: .other("videos")),
            .init(
                kind: "FileSaver", input: ["required": ["images": link("IMAGE"), "filename_prefix": prefix]], outputs: [],
                saves: .other("files")),
            .init(
                kind: "SaveImage", input: ["required": ["images": link("IMAGE"), "filename_prefix": prefix]], outputs: [], saves: .picture),
            .init(kind: "PreviewVideo", input: ["required": ["images": link("IMAGE")]], outputs: [], saves: .other("videos")),
        ]
        return Dictionary(uniqueKeysWithValues: nodes.map { ($0.kind, $0) })
    }
}

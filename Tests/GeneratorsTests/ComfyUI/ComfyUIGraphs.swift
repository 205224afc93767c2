import Web

extension JSONValue {
    /// A small workflow from words to a film, its nodes titled as the program looks for them.
    static let film: JSONValue = [
        "1": .node("UNETLoader", "Load Diffusion Model", ["unet_name": "wan2.2.safetensors"]),
        "2": .node("CLIPLoader", "Load CLIP", ["clip_name": "umt5.safetensors"]),
        "3": .node("VAELoader", "Load VAE", ["vae_name": "vae.safetensors"]),
        "5": .node(
            "KSampler", "MV_SEED",
            [
                "model": ["1", 0], "seed": 82, "steps": 6, "cfg": 5.5, "sampler_name": "euler", "positive": ["6", 0], "negative": ["7", 0],
                "latent_image": ["40", 0],
            ]),
        "6": .node("CLIPTextEncode", "MV_PROMPT", ["text": "a fox", "clip": ["2", 0]]),
        "7": .node("CLIPTextEncode", "MV_NEGATIVE", ["text": "blurry", "clip": ["2", 0]]),
        "8": .node("VAEDecode", "VAE Decode", ["samples": ["5", 0], "vae": ["3", 0]]),
        "40": .node("EmptyHunyuanLatentVideo", "MV_SIZE", ["width": 832, "height": 480, "length": 33, "batch_size": 1]),
        "57": .node("CreateVideo", "MV_FPS", ["images": ["8", 0], "fps": 16]),
        "58": .node("SaveVideo", "MV_OUTPUT", ["video": ["57", 0], "filename_prefix": "video/ComfyUI", "format": "auto"]),
    ]

    /// The same from a picture.
    static let pictured: JSONValue = film.with(
        "40",
        .node(
            "WanImageToVideo", "MV_SIZE",
            ["positive": ["6", 0], "negative": ["7", 0], "width": 832, "height": 480, "length": 33, "start_image": ["52", 0]])
    ).with("52", .node("LoadImage", "MV_FIRST_FRAME", ["image": "example.png"])).setting("5", "latent_image", ["40", 2])

    static func node(_ kind: String, _ title: String, _ inputs: JSONValue) -> JSONValue {
        ["class_type": .string(kind), "inputs": inputs, "_meta": ["title": .string(title)]]
    }

    /// The object with one key replaced, or taken out for nil.
    func with(_ key: String, _ value: JSONValue?) -> JSONValue {
        var map = map ?? [:]
        map[key] = value
        return .object(map)
    }

    func setting(_ node: String, _ input: String, _ value: JSONValue?) -> JSONValue {
        with(node, self[node]?.with("inputs", self[node]?["inputs"]?.with(input, value)))
    }

    func titled(_ node: String, _ title: String) -> JSONValue {
        with(node, self[node]?.with("_meta", ["title": .string(title)]))
    }

    /// The film saved by another node, straight from the decoded pictures.
    func saved(by kind: String, _ inputs: JSONValue, title: String = "MV_OUTPUT") -> JSONValue {
        with("57", nil).with("58", .node(kind, title, inputs.with("images", ["8", 0])))
    }
}

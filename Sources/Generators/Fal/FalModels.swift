/// What fal's well-known video models take in, as of 2026-11. See https://fal.ai/models; each model has a page with its schema.
enum FalModels {
    private static let common = [
        "prompt": "prompt", "seed": "seed", "duration": "duration", "resolution": "resolution", "aspect_ratio": "aspect_ratio",
        "audio": "generate_audio", "first_frame": "image_url", "last_frame": "end_image_url",
    ]

    private static func fields(_ changes: [String: String?]) -> [String: String] {
        var fields = common
        for (name, field) in changes { fields[name] = field }
        return fields
    }

    /// The first whose words are all in the model's name, in order.
    private static let known: [(part: String, profile: ModelProfile)] = [
        (
            "seedance-2.5",
            ModelProfile(
                fields: common, lengths: Array(4...30), spelling: .text, resolutions: ["480p", "720p"],
                shapes: ["21:9", "16:9", "4:3", "1:1", "3:4", "9:16"])
        ),
        (
            "seedance-2.0/fast",
            ModelProfile(
                fields: common, lengths: Array(4...15), spelling: .text, resolutions: ["480p", "720p"],
                shapes: ["21:9", "16:9", "4:3", "1:1", "3:4", "9:16"])
        ),
        (
            "seedance-2.0",
            ModelProfile(
                fields: common, lengths: Array(4...15), spelling: .text, resolutions: ["480p", "720p", "1080p"],
                shapes: ["21:9", "16:9", "4:3", "1:1", "3:4", "9:16"])
        ),
        (
            "kling-video/v3",
            ModelProfile(
                fields: fields(["seed": nil, "resolution": nil, "negative": "negative_prompt", "first_frame": "start_image_url"]),
                lengths: Array(3...15), spelling: .text, shapes: ["16:9", "9:16", "1:1"], shapeFromPicture: true)
        ),
        (
            "alibaba/wan-3.0",
            ModelProfile(
                fields: fields(["audio": "audio"]), lengths: Array(2...30), resolutions: ["480p", "720p", "1080p"],
                shapes: ["16:9", "4:3", "1:1", "3:4", "9:16"])
        ),
        (
            "wan/v2.7",
            ModelProfile(
                fields: fields(["audio": nil, "negative": "negative_prompt"]), lengths: Array(2...15), resolutions: ["720p", "1080p"],
                shapes: ["16:9", "9:16", "1:1", "4:3", "3:4"], shapeFromPicture: true)
        ),
        (
            "minimax/h3",
            ModelProfile(
                fields: fields(["audio": nil]), lengths: Array(5...15), resolutions: ["480P", "768P", "2K", "4K"],
                shapes: ["21:9", "16:9", "4:3", "1:1", "3:4", "9:16"], shapeFromPicture: true)
        ),
        (
            "veo3.1/first-last-frame",
            ModelProfile(
                fields: fields(["negative": "negative_prompt", "first_frame": "first_frame_url", "last_frame": "last_frame_url"]),
                lengths: [4, 6, 8], spelling: .textWithUnit, resolutions: ["720p", "1080p"], shapes: ["16:9", "9:16"])
        ),
        (
            "veo3.1",
            ModelProfile(
                fields: fields(["negative": "negative_prompt", "last_frame": nil]), lengths: [4, 6, 8], spelling: .textWithUnit,
                resolutions: ["720p", "1080p"], shapes: ["16:9", "9:16"])
        ),
        (
            "grok-imagine-video",
            ModelProfile(
                fields: fields(["seed": nil, "audio": nil, "last_frame": nil]), lengths: Array(1...15), resolutions: ["480p", "720p"],
                shapes: ["16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16"])
        ),
    ]

    static func profile(of model: String) -> ModelProfile {
        let model = model.lowercased()
        if let known = known.first(where: { model.contains($0.part) }) { return known.profile }
        // Most take "5" where they want a number, and few take 5 where they want a text.
        return ModelProfile(fields: fields(["negative": "negative_prompt"]), spelling: .text, isKnown: false)
    }
}

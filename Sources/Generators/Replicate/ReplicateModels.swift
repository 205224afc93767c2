/// What Replicate's well-known video models take in, as of 2026-11. Each model's page on https://replicate.com has its schema.
enum ReplicateModels {
    private static let common = [
        "prompt": "prompt", "seed": "seed", "duration": "duration", "resolution": "resolution", "aspect_ratio": "aspect_ratio",
        "audio": "generate_audio", "first_frame": "image", "last_frame": "last_frame_image",
    ]

    private static func fields(_ changes: [String: String?]) -> [String: String] {
        var fields = common
        for (name, field) in changes { fields[name] = field }
        return fields
    }

    private static let known: [(part: String, profile: ModelProfile)] = [
        (
            "bytedance/seedance-2.0-",
            ModelProfile(
                fields: common, lengths: Array(4...15), resolutions: ["480p", "720p"],
                shapes: ["16:9", "4:3", "1:1", "3:4", "9:16", "21:9"])
        ),
        (
            "bytedance/seedance-2.0",
            ModelProfile(
                fields: common, lengths: Array(4...15), resolutions: ["480p", "720p", "1080p"],
                shapes: ["16:9", "4:3", "1:1", "3:4", "9:16", "21:9"])
        ),
        (
            "bytedance/seedance-1.5-pro",
            ModelProfile(
                fields: fields(["resolution": nil]), lengths: Array(2...12),
                shapes: ["16:9", "4:3", "1:1", "3:4", "9:16", "21:9"], shapeFromPicture: true)
        ),
        (
            "kwaivgi/kling-v3",
            ModelProfile(
                fields: fields([
                    "seed": nil, "resolution": nil, "negative": "negative_prompt", "first_frame": "start_image", "last_frame": "end_image",
                ]), lengths: Array(3...15), shapes: ["16:9", "9:16", "1:1"], shapeFromPicture: true)
        ),
        (
            "google/veo-3.1",
            ModelProfile(
                fields: fields(["negative": "negative_prompt", "last_frame": "last_frame"]), lengths: [4, 6, 8],
                resolutions: ["720p", "1080p"], shapes: ["16:9", "9:16"])
        ),
        (
            "minimax/hailuo-2.3",
            ModelProfile(
                fields: fields(["seed": nil, "audio": nil, "aspect_ratio": nil, "first_frame": "first_frame_image", "last_frame": nil]),
                lengths: [6, 10], resolutions: ["768p", "1080p"])
        ),
    ]

    static func profile(of model: String) -> ModelProfile {
        let model = model.lowercased()
        if let known = known.first(where: { model.contains($0.part) }) { return known.profile }
        return ModelProfile(fields: fields(["negative": "negative_prompt"]), isKnown: false)
    }
}

public import Web

extension FakeOpenRouter {
    /// A list with a model that tells all, one that cannot do much, and one that tells nothing.
    public static let models: JSONValue = [
        "data": [
            [
                "id": "bytedance/seedance-2.0", "name": "Seedance 2.0", "canonical_slug": "bytedance/seedance-2.0",
                "supported_resolutions": ["480p", "720p", "1080p"], "supported_aspect_ratios": ["16:9", "9:16", "1:1"],
                "supported_sizes": .null, "supported_durations": [4, 5, 6, 8, 10, 12, 15],
                "supported_frame_images": ["first_frame", "last_frame"], "generate_audio": true, "seed": true,
                "pricing_skus": ["video_tokens": "0.000007", "video_tokens_without_audio": "0.0000035"],
                "allowed_passthrough_parameters": ["watermark"],
            ],
            [
                "id": "kwaivgi/kling-v3.0-std", "name": "Kling 3.0", "canonical_slug": "kwaivgi/kling-v3.0-std",
                "supported_resolutions": ["720p"], "supported_aspect_ratios": ["16:9", "9:16"], "supported_sizes": .null,
                "supported_durations": [5, 10], "supported_frame_images": ["first_frame"], "generate_audio": false, "seed": false,
                "pricing_skus": ["duration_seconds_720p": "0.08", "duration_seconds": "0.10"], "allowed_passthrough_parameters": [],
            ],
            [
                "id": "somebody/sized", "name": "Sized", "canonical_slug": "somebody/sized", "supported_resolutions": .null,
                "supported_aspect_ratios": .null, "supported_sizes": ["1280x720", "720x1280"], "supported_durations": [8],
                "supported_frame_images": [], "generate_audio": .null, "seed": .null,
                "pricing_skus": ["cents_per_second_output": "12"], "allowed_passthrough_parameters": [],
            ],
            [
                "id": "somebody/new", "name": "New", "canonical_slug": "somebody/new", "supported_resolutions": .null,
                "supported_aspect_ratios": .null, "supported_sizes": .null, "supported_durations": .null,
                "supported_frame_images": .null, "generate_audio": .null, "seed": .null, "pricing_skus": .null,
                "allowed_passthrough_parameters": [],
            ],
        ]
    ]
}

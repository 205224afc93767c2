import Foundation
import Web

/// What OpenRouter's list says of one model. Nil lists and flags mean that nobody knows.
struct OpenRouterModel: Sendable {
    var id: String
    var resolutions: [String]?
    var shapes: [String]?
    var sizes: [String]?
    var lengths: [Int]?
    /// `first_frame`, `last_frame`.
    var frames: [String]?
    var audio: Bool?
    var seed: Bool?
    /// Prices by their names, which each maker chooses.
    var prices: [String: Double]

    init(_ json: JSONValue) {
        id = json["id"]?.text ?? ""
        resolutions = json["supported_resolutions"]?.list?.compactMap(\.text)
        shapes = json["supported_aspect_ratios"]?.list?.compactMap(\.text)
        sizes = json["supported_sizes"]?.list?.compactMap(\.text)
        lengths = json["supported_durations"]?.list?.compactMap(\.int)
        frames = json["supported_frame_images"]?.list?.compactMap(\.text)
        audio = json["generate_audio"]?.bool
        seed = json["seed"]?.bool
        prices = (json["pricing_skus"]?.map ?? [:]).compactMapValues(\.double)
    }

    /// Nothing is known: everything goes out as it is wanted.
    init(unknown id: String) { self.init(.object(["id": .string(id)])) }

    /// Dollars a second, from the prices whose names say seconds or video tokens: the one that says most about what is asked for,
    /// and the dearest of those. Nil where none does.
    ///
    /// Names seen: `per-video-second-1080p`, `duration_seconds_without_audio_720p`, `text_to_video_duration_seconds_480p`,
    /// `cents_per_second_output`, `video_tokens`; a video token is 1024 pixels of one frame.
    func dollarsPerSecond(resolution: String?, width: Int, height: Int, audio: Bool, picture: Bool) -> Double? {
        let wanted = resolution.flatMap(Legal.lines) ?? min(width, height)
        var best: (rank: Int, dollars: Double)?
        for (name, price) in prices {
            let plain = name.lowercased().replacing("-", with: "_")
            let words = plain.split(separator: "_").map(String.init)
            if plain.contains("without_audio") ? audio : (plain.contains("with_audio") && !audio) { continue }
            if plain.contains(picture ? "text_to_video" : "image_to_video") || plain.contains("megapixel") { continue }
            let lines = words.compactMap(Legal.lines).first
            if let lines, lines != wanted { continue }
            let dollars: Double
            if words.contains(where: { $0.hasPrefix("second") }) {
                dollars = words.contains("cents") ? price / 100 : price
            } else if plain.hasPrefix("video_tokens") {
                // Makers that charge by tokens make 24 frames a second.
                dollars = price * Double(width * height * 24) / 1024
            } else {
                continue
            }
            // The price that says most about what is asked for.
            let rank = (lines == nil ? 0 : 2) + (plain.contains("_audio") ? 1 : 0)
            if let known = best, (known.rank, known.dollars) >= (rank, dollars) { continue }
            best = (rank, dollars)
        }
        return best?.dollars
    }
}

/// What Runway's models take in, as of 2026-11. See https://docs.dev.runwayml.com/api
struct RunwayModel: Sendable {
    /// Legal values of `ratio` from words alone; nil where they are not known.
    var ratios: [String]?
    /// The same when it starts from a picture, where that is different.
    var pictureRatios: [String]?
    /// Legal values of `resolution` for models that take it besides the ratio.
    var resolutions: [String]?
    var lengths: [Int]?
    var seed = false
    /// Nil for models without a switch for sound.
    var audio: Bool?
    var negative = false
    var needsPicture = false
    var lastFrame = true
    /// Longest prompt in UTF-16 units, where it is known.
    var mostPrompt: Int?
    var isKnown = true

    private static let gen4 = ["1280:720", "720:1280", "1104:832", "960:960", "832:1104", "1584:672"]
    private static let shapes = ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"]
    private static let hd = ["1280:720", "720:1280", "1920:1080", "1080:1920"]

    private static let known: [String: RunwayModel] = {
        var models: [String: RunwayModel] = [
            "gen4.5": RunwayModel(
                ratios: ["1280:720", "720:1280"], pictureRatios: gen4, lengths: Array(2...10), seed: true, lastFrame: false,
                mostPrompt: 1000),
            "gen4_turbo": RunwayModel(
                ratios: gen4, lengths: Array(2...10), seed: true, needsPicture: true, lastFrame: false, mostPrompt: 1000),
            "hailuo3": RunwayModel(ratios: shapes, resolutions: ["768p", "2k"]),
            "h3_max": RunwayModel(resolutions: ["480p", "768p"], seed: true),
            "grok_imagine_1_5": RunwayModel(ratios: shapes),
            "grok_imagine_1_5_lite": RunwayModel(ratios: shapes),
            "gemini_omni_flash_1.1": RunwayModel(),
            "happyhorse_1_0": RunwayModel(),
            "kling_4": RunwayModel(),
        ]
        for name in ["veo3.1", "veo3.1_fast"] {
            models[name] = RunwayModel(ratios: hd, lengths: [4, 6, 8], seed: true, audio: true, negative: true)
        }
        for name in ["seedance2", "seedance2_fast", "seedance2_mini", "seedance2_5"] { models[name] = RunwayModel(seed: true, audio: true) }
        for name in ["wan3", "wan3_prime"] { models[name] = RunwayModel(audio: true) }
        return models
    }()

    static func named(_ name: String) -> RunwayModel {
        if let model = known[name] { return model }
        if name.hasPrefix("kling3.0_") || name.hasPrefix("klingO3_") { return RunwayModel(audio: true) }
        return RunwayModel(seed: true, isKnown: false)
    }
}

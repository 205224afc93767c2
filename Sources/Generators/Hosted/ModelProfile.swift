import Editorial
import Foundation
import Timebase
import Web

/// What one model of a service that has many takes in, and under which names. The lists are dated; what they do not know goes out under
/// the names most models use, and the project's `fields` and `input` go before all.
struct ModelProfile: Sendable {
    /// How a length in seconds is spelled.
    enum Spelling: Sendable { case number, text, textWithUnit }

    /// Ours to theirs. A name that is missing is something the model does not have.
    var fields: [String: String]
    /// Nil where any is let through.
    var lengths: [Int]?
    var spelling = Spelling.number
    var resolutions: [String]?
    var shapes: [String]?
    /// True where the picture a take starts from decides its shape, and none may be given.
    var shapeFromPicture = false
    /// False for what goes out under the usual names only.
    var isKnown = true

    /// Names a project may give in `fields`.
    static let names = [
        "prompt", "negative", "seed", "duration", "resolution", "aspect_ratio", "width", "height", "fps", "frames", "audio", "first_frame",
        "last_frame",
    ]

    /// What goes out, and what is to be said about it.
    struct Input {
        var body: [String: JSONValue] = [:]
        var warnings: [String] = []
        /// The length the model will make, for the price.
        var seconds: Double
        var resolution: String?
    }

    /// The profile with the project's own names over it; an empty name takes a field away.
    func naming(_ names: [String: String]) -> ModelProfile {
        var profile = self
        for (ours, theirs) in names { profile.fields[ours] = theirs.isEmpty ? nil : theirs }
        return profile
    }

    /// - Parameters:
    ///   - who: the model, as warnings name it.
    ///   - fixed: what the project sends as it is, over all else.
    ///   - audio: whether sound is wanted.
    func input(for request: TakeRequest, by who: String, fixed: [String: OptionValue], audio: Bool) -> Input {
        var input = Input(seconds: request.seconds)
        func put(_ name: String, _ value: @autoclosure () -> JSONValue?) -> Bool {
            guard let field = fields[name] else { return false }
            if fixed[field] == nil, let value = value() { input.body[field] = value }
            return true
        }
        _ = put("prompt", .string(request.prompt))
        if let negative = request.negative, !negative.isEmpty, !put("negative", .string(negative)) {
            input.warnings.append("\(who) has no field for what to avoid; it was not sent: write it in the prompt")
        }
        if !put("seed", .integer(Int(clamping: request.seed))) {
            input.warnings.append("\(who) takes no seed; the same take cannot be asked for again")
        }
        if audio, fields["audio"] == nil { input.warnings.append("\(who) has no switch for sound; `audio` was not sent") }
        _ = put("audio", .bool(audio))
        for (role, file) in [("first_frame", request.inputs["first_frame"]), ("last_frame", request.inputs["last_frame"])] {
            guard let file else { continue }
            if !put(role, SentFile.marker(file)) {
                input.warnings.append("\(who) takes no \(role.replacing("_", with: " ")); the picture was not sent")
            }
        }
        putLength(request, who, fixed, &input)
        putSize(request, who, fixed, &input)
        input.body = (JSONValue.object(input.body).merging(.object(fixed.mapValues { JSONValue($0) }))).map ?? input.body
        if let field = fields["duration"], let sent = input.body[field], let seconds = Self.seconds(sent) { input.seconds = seconds }
        if let field = fields["resolution"] { input.resolution = input.body[field]?.text }
        if !isKnown {
            input.warnings.append(
                "\(who) is not in the list of known models; it is asked in the usual words: check them against its page, and see `fields`")
        }
        return input
    }

    private func putLength(_ request: TakeRequest, _ who: String, _ fixed: [String: OptionValue], _ input: inout Input) {
        if let field = fields["frames"] { input.body[field] = .integer(request.frames) }
        if let field = fields["fps"] { input.body[field] = .integer(Int(request.rate.doubleValue.rounded())) }
        guard let field = fields["duration"], fixed[field] == nil else { return }
        let seconds =
            lengths.map { Legal.seconds(request.seconds, among: $0, by: who, warnings: &input.warnings) }
            ?? Legal.wholeSeconds(request.seconds)
        input.body[field] =
            switch spelling {
            case .number: .integer(seconds)
            case .text: .string("\(seconds)")
            case .textWithUnit: .string("\(seconds)s")
            }
    }

    private func putSize(_ request: TakeRequest, _ who: String, _ fixed: [String: OptionValue], _ input: inout Input) {
        let (width, height) = (request.width, request.height)
        if let field = fields["width"] { input.body[field] = .integer(width) }
        if let field = fields["height"] { input.body[field] = .integer(height) }
        if let field = fields["resolution"], fixed[field] == nil {
            let names = resolutions ?? Self.usualResolutions
            input.body[field] = Legal.resolution(width: width, height: height, among: names, by: who, warnings: &input.warnings)
                .map { .string($0) }
        }
        if let field = fields["aspect_ratio"], fixed[field] == nil, !(shapeFromPicture && request.firstFrame != nil) {
            let names = shapes ?? Self.usualShapes
            input.body[field] = Legal.shape(width: width, height: height, among: names, by: who, warnings: &input.warnings)
                .map { .string($0) }
        }
    }

    /// `5`, `"5"`, `"5s"`.
    static func seconds(_ value: JSONValue) -> Double? {
        if let seconds = value.double { return seconds > 0 ? seconds : nil }
        return value.text.flatMap { Double($0.prefix { $0.isNumber || $0 == "." }) }
    }

    static let usualResolutions = ["480p", "720p", "1080p"]
    static let usualShapes = ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"]
}

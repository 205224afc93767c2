import Editorial
import Foundation
import Generators
import Web

/// The options of a `vlm` scorer, read and checked.
struct VLMOptions: Sendable {
    let service: ServiceOptions
    let model: String
    let frames: Int
    let longSide: Int
    let maxTokens: Int
    let timeout: Duration
    /// Millionths of a dollar; nil when the project does not say.
    let perCall: Int?
    /// Dollars for a million tokens that go in and come out.
    let perMillion: (input: Double, output: Double)?
    /// Calls within a minute; nil for as many as it takes.
    let perMinute: Int?
    /// Between two tries of a call that certainly did not arrive; doubled each time.
    let pause: Duration

    init(_ spec: ScorerSpec, folder: String) throws {
        let generator = GeneratorSpec(name: spec.name, kind: spec.kind, options: spec.options)
        do {
            service = try ServiceOptions(
                generator, kind: GeneratorKind(spec.kind, doc: "", options: []), folder: folder, concurrent: 2, calling: "scorer")
            model = try service.requiredModel(example: "qwen2.5-vl-7b-instruct")
        } catch let error as GeneratorError {
            throw ScorerError(error.reason, option: error.option)
        }
        let options = spec.options
        frames = options["frames"]?.integer ?? 6
        longSide = options["long_side"]?.integer ?? 512
        maxTokens = options["max_tokens"]?.integer ?? 400
        timeout = .milliseconds(Int((options["timeout"]?.number ?? 120) * 1000))
        perCall = options["price_per_call"]?.number.map { Int(($0 * 1e6).rounded(.up)) }
        let (input, output) = (options["price_per_million_in"]?.number, options["price_per_million_out"]?.number)
        guard (input == nil) == (output == nil) else {
            throw ScorerError("price_per_million_in and price_per_million_out belong together; give both, in dollars")
        }
        guard perCall == nil || input == nil else {
            throw ScorerError("it has both price_per_call and prices of tokens; keep one")
        }
        perMillion = input.flatMap { input in output.map { (input, $0) } }
        perMinute = options["per_minute"]?.integer
        pause = .milliseconds(Int((options["pause"]?.number ?? 2) * 1000))
    }

    /// OpenAI's own models refuse the older name, and most other servers know no other
    /// (https://platform.openai.com/docs/api-reference/chat/create).
    var limitField: String { service.baseURL.host() == "api.openai.com" ? "max_completion_tokens" : "max_tokens" }

    /// Tokens of a picture are counted in many ways, and none of the usual ones comes to more than this for 512 pixels.
    private var tokensIn: Double { 700 + Double(frames) * max(1100, 1100 * pow(Double(longSide) / 512, 2)) }

    /// What a call may cost, with no pretence of precision; nil when nobody knows.
    var estimate: Int? {
        if let perCall { return perCall }
        return perMillion.map { Int((tokensIn * $0.input + Double(maxTokens) * $0.output).rounded(.up)) }
    }

    /// What a call did cost, by what its answer says.
    func bill(_ answer: JSONValue?) -> Int {
        if let perCall { return perCall }
        if let dollars = answer?["usage"]?["cost"]?.double, dollars >= 0 { return Int((dollars * 1e6).rounded(.up)) }
        guard let perMillion, let input = answer?["usage"]?["prompt_tokens"]?.double else { return estimate ?? 0 }
        return Int((input * perMillion.input + (answer?["usage"]?["completion_tokens"]?.double ?? 0) * perMillion.output).rounded(.up))
    }

    static let kinds: [GeneratorKind.Option] = [
        .init("base_url", .text, required: true, doc: "Where the service is, up to and with /v1."),
        .init("model", .text, required: true, doc: "A model that sees, by the service's name for it."),
        .init("key_env", .text, doc: "Environment variable that holds the key. Keys are never written in the project."),
        .init("key_file", .text, doc: "File that holds the key and that nobody else can read, relative to the project file."),
        .init("key_command", .textList, doc: "Program and arguments that print the key; no shell splits them again."),
        .init("headers", .map, doc: "Headers for a proxy; `${NAME}` at the end of a value stands for an environment variable."),
        .init("insecure", .boolean, doc: "Send the key over plain http to a host that is not this one."),
        .init("price_per_call", .number, range: 0...100, doc: "Dollars one call costs; 0 when it is free."),
        .init("price_per_million_in", .number, range: 0...10_000, doc: "Dollars for a million tokens that are sent."),
        .init("price_per_million_out", .number, range: 0...10_000, doc: "Dollars for a million tokens that come back."),
        .init("weight", .number, range: 0...100, doc: "How much each of its scores counts in choosing; 1 by default."),
        .init("frames", .integer, range: 1...32, doc: "Pictures of each take it is shown; 6 by default."),
        .init("long_side", .integer, range: 64...2048, doc: "Longer side of a picture in pixels; 512 by default."),
        .init("max_tokens", .integer, range: 50...16_000, doc: "Longest answer in tokens; 400 by default."),
        .init("concurrent", .integer, range: 1...64, doc: "How many calls may be under way at once; 2 by default."),
        .init("per_minute", .integer, range: 1...100_000, doc: "How many calls are begun within a minute at most."),
        .init("timeout", .number, range: 1...3600, doc: "Seconds until an answer is given up; 120 by default."),
        .init("pause", .number, range: 0.01...600, doc: "Seconds before a call that did not arrive is tried again; doubled each time."),
        .init("extra", .map, doc: "Fields sent as they are, over those the program would send."),
    ]
}

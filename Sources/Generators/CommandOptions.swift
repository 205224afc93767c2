import Editorial
import Timebase
import Web

/// The options of a `command` generator, read and checked.
struct CommandOptions: Sendable {
    /// Program and arguments; each is one argument, never split again.
    var run: [String]
    var timeout: Duration
    /// Between asking a program to end and ending it.
    var grace: Duration
    var concurrent: Int
    /// The program stays and makes one take after the other.
    var stays: Bool
    /// How progress is found in what the program writes, where that is no JSON.
    var progress: CommandProgress?
    /// Names of the environment variables the program may see besides PATH, HOME, TMPDIR and LANG.
    var environment: [String]
    /// Frames are rounded up to `multiple * n + plus`: video models make only such lengths.
    var frameMultiple: Int
    var framePlus: Int
    /// Sides are rounded up to a multiple of this.
    var sideMultiple: Int
    var width: Int?
    var height: Int?
    var rate: FrameRate?
    var microdollars: Int
    var model: String?
    /// Passed on to the program as they are.
    var extra: [String: OptionValue]

    init(_ spec: GeneratorSpec) throws {
        let options = spec.options
        run = options["run"]?.texts ?? []
        guard !run.isEmpty else {
            throw GeneratorError(.configuration, "generator '\(spec.name)'", "it names no program; expected run: [program, argument, …]")
        }
        timeout = .seconds(options["timeout"]?.number ?? 1800)
        grace = .seconds(options["grace"]?.number ?? 5)
        concurrent = options["concurrent"]?.integer ?? 1
        stays = options["stay"]?.boolean ?? false
        if stays, let argument = run.dropFirst().first(where: CommandRequest.hasPlaceholder) {
            throw GeneratorError(
                .configuration, "generator '\(spec.name)'",
                "a program that stays reads its requests as lines, so '\(argument)' cannot be filled in; remove it, or 'stay'")
        }
        do {
            progress = try options["progress"]?.text.map { try CommandProgress($0) }
        } catch {
            throw GeneratorError(
                .configuration, "generator '\(spec.name)'",
                "progress is no regular expression with one or two groups for numbers; expected one such as '(\\d+)%' or '(\\d+)/(\\d+)'")
        }
        environment = options["environment"]?.texts ?? []
        frameMultiple = options["frame_multiple"]?.integer ?? 1
        framePlus = options["frame_plus"]?.integer ?? 0
        sideMultiple = options["side_multiple"]?.integer ?? 2
        width = options["width"]?.integer
        height = options["height"]?.integer
        rate = options["fps"]?.number.map { FrameRate.conventional(Rational(approximating: $0, denominator: 1000)) }
        microdollars = Int(((options["cost"]?.number ?? 0) * 1_000_000).rounded())
        model = options["model"]?.text
        extra = options["extra"]?.map ?? [:]
    }

    /// What the program gets to see of the variables there are.
    func environment(_ all: [String: String]) -> [String: String] { CommandEnvironment.visible(all, naming: environment) }

    /// The variables that are keys by their names.
    func secrets(in variables: [String: String]) -> [Secret] { CommandEnvironment.secrets(in: variables, naming: environment) }

    static let kind = GeneratorKind(
        "command", doc: "Any program that writes a video file: a local model, a script around a service.",
        options: [
            .init(
                "run", .textList, required: true,
                doc: """
                    Program and arguments. `{request}` is the path of a JSON file with the request; `{prompt}`, `{negative}`, `{seed}`, \
                    `{width}`, `{height}`, `{frames}`, `{fps}`, `{duration}`, `{firstFrame}`, `{lastFrame}` and `{output}` are filled in \
                    too.
                    """
            ),
            .init("timeout", .number, range: 1...604_800, shapes: false, doc: "Seconds one take may take; 1800 by default."),
            .init(
                "grace", .number, range: 0...3600, shapes: false,
                doc: "Seconds between SIGTERM and SIGKILL when a program has to end; 5 by default."),
            .init(
                "progress", .text, shapes: false,
                doc: "Regular expression that finds how far the program is in what it writes, such as `(\\d+)%` or `(\\d+)/(\\d+)`."),
            .init(
                "stay", .boolean, shapes: false,
                doc: "The program stays: it reads requests as lines of JSON and makes one take after the other, so that a model is loaded once."),
            .init("concurrent", .integer, range: 1...64, shapes: false, doc: "How many run at once; 1 by default."),
            .init(
                "environment", .textOrList, shapes: false,
                doc: "Names of environment variables the program may see, besides PATH, HOME, TMPDIR and LANG."),
            .init(
                "frame_multiple", .integer, range: 1...256,
                doc: "Frames are rounded up to a multiple of this plus frame_plus: 4 and 1 for Wan, 8 and 1 for LTX."),
            .init("frame_plus", .integer, range: 0...255, doc: "See frame_multiple."),
            .init("side_multiple", .integer, range: 1...256, doc: "Width and height are rounded up to a multiple of this; 2 by default."),
            .init("width", .integer, range: 16...8192, doc: "Width asked for; the project's by default."),
            .init("height", .integer, range: 16...8192, doc: "Height asked for; the project's by default."),
            .init("fps", .number, range: 1...120, doc: "Rate asked for; the project's by default."),
            .init("cost", .number, range: 0...10_000, shapes: false, doc: "Dollars one take costs, for the budget; 0 by default."),
            .init("model", .text, doc: "Name of the model, for the records."),
            .init("extra", .map, doc: "Passed to the program in the request's `extra`."),
        ])
}

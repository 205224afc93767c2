import Editorial
import Foundation
import Generators
import Testing
import Timebase

/// What a program is told: placeholders, JSON, sizes and lengths.
struct CommandRequestTests {
    private let shot = Shot(id: "window", prompt: "a window", takes: 1, seconds: 2, generator: "local")

    private func generator(_ bench: Bench, _ options: [String: OptionValue] = [:], arguments: [String] = []) throws -> CommandGenerator {
        let run = (["/bin/sh", "made.sh", "{output}"] + arguments).map(OptionValue.text)
        return try CommandGenerator(
            spec: GeneratorSpec(name: "local", kind: "command", options: options.merging(["run": .list(run)]) { $1 }), folder: bench.folder)
    }

    /// Runs a script for one request of the shot.
    private func run(
        _ script: String, _ shot: Shot, options: [String: OptionValue] = [:], arguments: [String] = [], in bench: Bench
    ) async throws -> Ended {
        try bench.clip("clip.mp4", frames: 48)
        try bench.write(script, "made.sh")
        let generator = try generator(bench, options, arguments: arguments)
        let ended = try await bench.collect(generator, [generator.requests(for: shot, in: project([shot]))[0]])
        return try #require(ended.first)
    }

    @Test func placeholdersAreFilledOnceAndNeverSplit() async throws {
        let bench = try Bench()
        var shot = shot
        shot.prompt = "it's {seed} \"quoted\" $HOME; rm *  two  blanks"
        shot.negative = "no people"
        let ended = try await run(
            "cp clip.mp4 \"$1\"; shift; for word in \"$@\"; do printf '%s\\n' \"$word\" >> arguments; done", shot,
            arguments: [
                "{prompt}", "--negative={negative}", "{width}x{height}", "{frames}@{fps}", "{seconds}", "{duration}", "{seed}",
                "{unknown} {", "{prompt",
            ],
            in: bench)
        #expect(ended.take != nil)
        #expect(
            bench.lines("arguments") == [
                shot.prompt, "--negative=no people", "160x90", "48@24", "2.0", "2.0", "\(ended.request.seed)", "{unknown} {", "{prompt",
            ])
    }

    @Test func theRequestIsTheSameJSONInTheFileAndOnStandardInput() async throws {
        let bench = try Bench()
        var shot = shot
        shot.negative = "people"
        let extra: OptionValue = .map(["steps": .integer(30), "lora": .list([.text("a"), .boolean(true), .number(0.5)])])
        let ended = try await run(
            "cat > stdin.json; cp \"$2\" file.json; cp clip.mp4 \"$1\"", shot, options: ["extra": extra], arguments: ["{request}"],
            in: bench)
        #expect(ended.take != nil)
        #expect(bench.text("stdin.json") == bench.text("file.json"))
        let json = try #require(JSONSerialization.jsonObject(with: Data((bench.text("file.json") ?? "").utf8)) as? NSDictionary)
        let output = try #require(json["outputPath"] as? String)
        let folder = try #require(json["workDir"] as? String)
        #expect(output.hasPrefix(folder + "/") && folder.hasPrefix(bench.folder + "/"))
        let known: NSDictionary = [
            "schema": 1, "jobID": ended.request.id, "shot": "window", "prompt": "a window", "negativePrompt": "people",
            "seed": ended.request.seed,
            "width": 160, "height": 90, "fps": 24, "frames": 48, "durationSeconds": 2, "outputPath": output, "workDir": folder,
            "extra": ["steps": 30, "lora": ["a", true, 0.5] as [Any]],
        ]
        #expect(json == known)
    }

    @Test func picturesToBeginAndEndWithAreNamedByTheirWholePath() async throws {
        let bench = try Bench()
        try bench.write("one", "pictures/first.png")
        try bench.write("two", "last.png")
        var shot = shot
        shot.firstFrame = "./pictures/first.png"
        shot.lastFrame = bench.path("last.png")
        let ended = try await run(
            "cp \"$2\" file.json; cp \"$3\" seen1; cp \"$4\" seen2; cp clip.mp4 \"$1\"", shot,
            arguments: ["{request}", "{firstFrame}", "{lastFrame}"], in: bench)
        #expect(ended.take != nil)
        #expect(bench.text("seen1") == "one" && bench.text("seen2") == "two")
        let json = try #require(JSONSerialization.jsonObject(with: Data((bench.text("file.json") ?? "").utf8)) as? NSDictionary)
        let first = try #require(json["firstFrame"] as? String)
        #expect(first.hasPrefix("/") && first.hasSuffix("/pictures/first.png") && !first.contains("/./"))
        #expect((json["lastFrame"] as? String)?.hasSuffix("/last.png") == true)
    }

    @Test func withoutPicturesTheirPlaceholdersAreEmpty() async throws {
        let bench = try Bench()
        let ended = try await run(
            "printf '[%s][%s]\\n' \"$2\" \"$3\" > seen; cp clip.mp4 \"$1\"", shot, arguments: ["{firstFrame}", "{lastFrame}"], in: bench)
        #expect(ended.take != nil)
        #expect(bench.lines("seen") == ["[][]"])
    }

    @Test func whatDoesNotShapeThePictureDoesNotMakeItAnotherRequest() throws {
        let bench = try Bench()
        let plain = try generator(bench).requests(for: shot, in: project([shot]))[0]
        let options: [String: OptionValue] = [
            "timeout": .number(9), "grace": .number(1), "concurrent": .integer(2), "environment": .text("A_KEY"), "cost": .number(1),
            "progress": .text("(\\d+)%"),
        ]
        #expect(try generator(bench, options).requests(for: shot, in: project([shot]))[0].id == plain.id)
        #expect(try generator(bench, ["model": .text("other")]).requests(for: shot, in: project([shot]))[0].id != plain.id)
    }

    @Test(arguments: [(4, 1, 48, 49), (4, 1, 49, 49), (8, 1, 50, 57), (1, 0, 48, 48), (4, 1, 1, 1), (16, 0, 3, 16)])
    func framesAreRoundedUpToWhatTheModelCanMake(multiple: Int, plus: Int, frames: Int, asked: Int) throws {
        var shot = shot
        shot.seconds = Double(frames) / 24
        let options: [String: OptionValue] = ["frame_multiple": .integer(multiple), "frame_plus": .integer(plus)]
        let request = try generator(Bench(), options).requests(for: shot, in: project([shot]))[0]
        #expect(request.frames == asked)
    }

    @Test func sidesAreRoundedUpToAMultiple() throws {
        let request = try generator(Bench(), ["side_multiple": .integer(32), "width": .integer(832)]).requests(
            for: shot, in: project([shot]))[0]
        #expect((request.width, request.height) == (832, 96))
    }

    @Test func aRetakeFollowsTheSameRules() throws {
        let generator = try generator(Bench(), ["frame_multiple": .integer(4), "frame_plus": .integer(1)])
        let listed = try generator.requests(for: shot, in: project([shot]))[0]
        #expect(try generator.request(for: shot, in: project([shot]), variant: [:], ordinal: 0, seed: listed.seed) == listed)
    }

    @Test func thePriceIsKnownBeforehandAndWrittenOnTheTake() async throws {
        let ended = try await run("cp clip.mp4 \"$1\"", shot, options: ["cost": .number(0.35), "model": .text("wan-2.2")], in: Bench())
        #expect(ended.take?.microdollars == 350_000)
        #expect(ended.take?.model == "wan-2.2")
        let generator = try generator(Bench(), ["cost": .number(0.35)])
        #expect(generator.estimate(ended.request) == Estimate(microdollars: 350_000, seconds: nil))
    }

    @Test func aGeneratorWithoutAProgramIsRefused() throws {
        let error = try #require(throws: GeneratorError.self) {
            try CommandGenerator(spec: GeneratorSpec(name: "local", kind: "command"), folder: "/")
        }
        #expect(error.code == .configuration)
        #expect(error.reason.contains("run:"))
    }
}

import Content
import Editorial
import Foundation
import Generators
import Testing
import Timebase

/// How a program is run and how its end is judged.
struct CommandRunTests {
    private let shot = Shot(id: "window", prompt: "a window", takes: 4, seconds: 0.25, generator: "local")

    private func generator(_ bench: Bench, _ program: [String], _ options: [String: OptionValue] = [:]) throws -> CommandGenerator {
        var generator = try CommandGenerator(
            spec: GeneratorSpec(
                name: "local", kind: "command", options: options.merging(["run": .list(program.map(OptionValue.text))]) { $1 }),
            folder: bench.folder)
        generator.pause = .milliseconds(1)
        return generator
    }

    private func run(_ script: String, _ options: [String: OptionValue] = [:], in bench: Bench, takes: Int = 1) async throws -> [Ended] {
        if !bench.exists("clip.mp4") { try bench.clip("clip.mp4") }
        try bench.write(script, "made.sh")
        let generator = try generator(bench, ["/bin/sh", "made.sh", "{output}"], options)
        return try await bench.collect(generator, Array(generator.requests(for: shot, in: project([shot])).prefix(takes)))
    }

    private func leftovers(_ bench: Bench) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: bench.context.store.root + "/commands")) ?? []
    }

    @Test func aProgramThatWritesAClipMakesATakeAndLeavesNothingElse() async throws {
        let bench = try Bench()
        let ended = try await run("pwd > where; cp clip.mp4 \"$1\"", in: bench)
        let take = try #require(ended[0].take)
        #expect(take.facts?.frames == 6)
        #expect(take.seed == ended[0].request.seed)
        #expect(bench.lines("where").first?.hasSuffix((bench.folder as NSString).lastPathComponent) == true)
        #expect(bench.context.store.holds(take.blob))
        #expect(leftovers(bench) == [])
    }

    @Test(arguments: [
        (2, GeneratorError.Code.badRequest, "request is wrong"), (3, .refused, "refused the prompt"), (124, .timeout, "ran out of time"),
        (137, .timeout, "memory"), (1, .failed, "exit code 1"), (77, .failed, "exit code 77"),
    ])
    func exitCodesSayWhatWentWrong(code: Int, expected: GeneratorError.Code, words: String) async throws {
        let bench = try Bench()
        let error = try #require(try await run("echo began; echo 'CUDA is out' >&2; cp clip.mp4 \"$1\"; exit \(code)", in: bench)[0].error)
        #expect(error.code == expected)
        #expect(error.subject == "window take 1")
        #expect(error.reason.contains("/bin/sh") && error.reason.contains(words))
        #expect(error.log.contains("CUDA is out") && error.log.contains("began"))
    }

    @Test func aSignalIsNamed() async throws {
        let error = try #require(try await run("kill -SEGV $$", in: Bench())[0].error)
        #expect(error.code == .failed)
        #expect(error.reason.contains("signal 11"))
    }

    @Test func aProgramThatCannotNowIsTriedThreeTimes() async throws {
        let bench = try Bench()
        let error = try #require(try await run("echo x >> tries; exit 75", in: bench)[0].error)
        #expect(error.code == .temporary)
        #expect(bench.lines("tries").count == 3)
    }

    @Test func aProgramThatCanTheSecondTimeMakesItsTake() async throws {
        let bench = try Bench()
        let ended = try await run("test -e tried || { touch tried; exit 75; }; cp clip.mp4 \"$1\"", in: bench)
        #expect(ended[0].take?.facts?.frames == 6)
    }

    @Test func afterTheTimeoutEverythingTheProgramStartedIsStopped() async throws {
        let bench = try Bench()
        let clock = ContinuousClock()
        let start = clock.now
        let error = try #require(
            try await run("while :; do echo tick >> ticks; sleep 0.05; done & wait", ["timeout": .number(0.5)], in: bench)[0].error)
        #expect(error.code == .timeout)
        #expect(error.reason.contains("longer than 0.5") && error.reason.contains("timeout"))
        #expect(clock.now - start < .seconds(20))
        let ticks = bench.lines("ticks").count
        #expect(ticks > 0)
        try await Task.sleep(for: .milliseconds(400))
        #expect(bench.lines("ticks").count == ticks)
    }

    @Test func cancellingStopsTheProgramAndIsNoFailure() async throws {
        let bench = try Bench()
        let collecting = Task { try await run("touch began; exec sleep 60", in: bench) }
        while !bench.exists("began") { try await Task.sleep(for: .milliseconds(10)) }
        let clock = ContinuousClock()
        let start = clock.now
        collecting.cancel()
        await #expect(throws: CancellationError.self) { try await collecting.value }
        #expect(clock.now - start < .seconds(20))
    }

    @Test func aProgramThatWritesNothingIsAFailureInWords() async throws {
        let error = try #require(try await run("exit 0", in: Bench())[0].error)
        #expect(error.code == .failed)
        #expect(error.reason.contains("wrote nothing"))
    }

    @Test func aProgramThatWritesNoVideoMakesABrokenTake() async throws {
        let take = try #require(try await run("echo hello > \"$1\"", in: Bench())[0].take)
        #expect(take.facts == nil)
        #expect(take.broken?.isEmpty == false)
    }

    @Test func aProgramThatWasKilledProbablyRanOutOfMemory() async throws {
        let error = try #require(try await run("kill -KILL $$", in: Bench())[0].error)
        #expect(error.code == .timeout)
        #expect(error.reason.contains("was killed, as programs are that run out of memory"))
    }

    @Test func aProgramThatDoesNotEndWhenAskedIsKilledAfterTheGrace() async throws {
        let bench = try Bench()
        let script = "trap 'echo asked >> asked' TERM; while :; do echo tick >> ticks; sleep 0.02; done"
        let start = ContinuousClock.now
        let error = try #require(try await run(script, ["timeout": .number(2), "grace": .number(0.3)], in: bench)[0].error)
        #expect(error.code == .timeout)
        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(bench.exists("asked"))
        let ticks = bench.lines("ticks").count
        try await Task.sleep(for: .milliseconds(200))
        #expect(bench.lines("ticks").count == ticks)
    }

    @Test func aProgramThatWasAskedToEndMayStillWrite() async throws {
        let bench = try Bench()
        let script = "trap 'echo saving; echo saving >&2; echo saved > saved; exit 0' TERM; touch began; while :; do sleep 0.02; done"
        let error = try #require(try await run(script, ["timeout": .number(2), "grace": .number(10)], in: bench)[0].error)
        #expect(error.code == .timeout)
        #expect(bench.exists("saved"))
        #expect(error.log.contains("saving"))
    }

    @Test func whatAProgramStartedIsKilledTooWhenItOutlivesIt() async throws {
        let bench = try Bench()
        let script = "(trap '' TERM; while :; do echo tick >> ticks; sleep 0.02; done) & wait"
        _ = try await run(script, ["timeout": .number(2), "grace": .number(0.3)], in: bench)
        let ticks = bench.lines("ticks").count
        #expect(ticks > 0)
        try await Task.sleep(for: .milliseconds(200))
        #expect(bench.lines("ticks").count == ticks)
    }

    @Test func whatAProgramLeavesRunningDoesNotHoldUpItsTake() async throws {
        let bench = try Bench()
        let start = ContinuousClock.now
        let ended = try await run("sleep 60 & echo $! > helper; cp clip.mp4 \"$1\"", in: bench)
        #expect(ended[0].take != nil)
        #expect(ContinuousClock.now - start < .seconds(30))
        let helper = try #require(bench.lines("helper").first.flatMap { pid_t($0) })
        #expect(kill(helper, 0) == 0)
        kill(helper, SIGKILL)
    }

    @Test(arguments: [4, 3]) func aTakeThatIsTooShortIsRefusedAndMadeAgain(frames: Int) async throws {
        let bench = try Bench()
        try bench.clip("clip.mp4", frames: frames)
        for _ in 0..<2 {
            let error = try #require(try await run("echo x >> runs; cp clip.mp4 \"$1\"", in: bench)[0].error)
            #expect(error.code == .failed)
            #expect(error.reason.contains("too short: it lasts 0.1") && error.reason.contains("and 0.25 s were asked for"))
        }
        #expect(bench.lines("runs").count == 2)
        #expect(leftovers(bench) == [])
    }

    @Test(arguments: [5, 6, 30]) func oneFrameLessAndAnyMoreIsFine(frames: Int) async throws {
        let bench = try Bench()
        try bench.clip("clip.mp4", frames: frames)
        #expect(try await run("cp clip.mp4 \"$1\"", in: bench)[0].take?.facts?.frames == frames)
    }

    @Test func theFileIsWhatItsBytesSay() async throws {
        let bench = try Bench()
        let ended = try await run("printf 'GIF89a and no more than that' > \"$1\"", in: bench)
        #expect(ended[0].take?.blob.fileExtension == "gif")
    }

    @Test func aMissingProgramIsNamed() async throws {
        let bench = try Bench()
        for program in ["no-such-program-anywhere", "./no/such/program"] {
            let generator = try generator(bench, [program, "{output}"])
            let ended = try await bench.collect(generator, [generator.requests(for: shot, in: project([shot]))[0]])
            #expect(ended[0].error?.reason.contains("'\(program)' cannot be run") == true)
        }
    }

    @Test func oneFailureLeavesTheOtherTakes() async throws {
        let bench = try Bench()
        let ended = try await run("if mkdir first 2>/dev/null; then exit 2; fi; cp clip.mp4 \"$1\"", in: bench, takes: 3)
        #expect(ended.map { $0.take != nil } == [false, true, true])
    }

    @Test func aClipThatWasFinishedBeforeIsNotMadeAgain() async throws {
        let bench = try Bench()
        try bench.clip("clip.mp4", frames: 9)
        let generator = try generator(bench, ["/bin/sh", "-c", "exit 9"])
        let request = try generator.requests(for: shot, in: project([shot]))[0]
        let folder = bench.context.store.root + "/commands/" + request.id.prefix(32)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: bench.path("clip.mp4"), toPath: folder + "/take.mp4")
        #expect(try await bench.collect(generator, [request])[0].take?.facts?.frames == 9)
    }

    @Test func halfAClipOfAnInterruptedRunIsNotTaken() async throws {
        let bench = try Bench()
        let generator = try generator(bench, ["/bin/sh", "-c", "exit 0"])
        let request = try generator.requests(for: shot, in: project([shot]))[0]
        let folder = bench.context.store.root + "/commands/" + request.id.prefix(32)
        try AtomicFile.write(Data("half".utf8), to: folder + "/.partial-take.mp4")
        #expect(try await bench.collect(generator, [request])[0].error?.reason.contains("wrote nothing") == true)
    }

    @Test func onlyNamedEnvironmentVariablesArePassedOn() async throws {
        setenv("MV_TEST_SECRET", "hidden", 1)
        setenv("MV_TEST_TOKEN", "shown", 1)
        let bench = try Bench()
        let ended = try await run("env > environment; cp clip.mp4 \"$1\"", ["environment": .list([.text("MV_TEST_TOKEN")])], in: bench)
        #expect(ended[0].take != nil)
        let names = Set(bench.lines("environment").compactMap { $0.split(separator: "=").first.map(String.init) })
        #expect(bench.lines("environment").contains("MV_TEST_TOKEN=shown"))
        #expect(names.contains("PATH"))
        // What a shell sets by itself.
        let own: Set = ["PWD", "OLDPWD", "SHLVL", "_", "__CF_USER_TEXT_ENCODING"]
        #expect(names.subtracting(own).isSubset(of: ["PATH", "HOME", "TMPDIR", "LANG", "MV_TEST_TOKEN"]))
    }

    @Test(arguments: [1, 2]) func noMoreProgramsRunAtOnceThanAllowed(concurrent: Int) async throws {
        let bench = try Bench()
        let ended = try await run(
            "echo + >> log; sleep 0.2; cp clip.mp4 \"$1\"; echo - >> log", ["concurrent": .integer(concurrent)], in: bench, takes: 4)
        #expect(ended.filter { $0.take != nil }.count == 4)
        var (running, most) = (0, 0)
        for line in bench.lines("log") {
            running += line == "+" ? 1 : -1
            most = max(most, running)
        }
        #expect(running == 0)
        #expect(most == concurrent)
    }

    @Test func aProgramNeedNotReadItsStandardInput() async throws {
        let padding = String(repeating: "x", count: 300_000)
        let ended = try await run("exec < /dev/null; cp clip.mp4 \"$1\"", ["extra": .map(["padding": .text(padding)])], in: Bench())
        #expect(ended[0].take?.facts?.frames == 6)
    }
}

import Content
import Editorial
import Foundation
import Generators
import Synchronization
import Testing

/// What a program says while it runs: how far it is, which files it made, and the log.
struct CommandOutputTests {
    private let shot = Shot(id: "window", prompt: "a window", takes: 1, seconds: 0.25, generator: "local")

    private struct Result {
        var ended: Ended
        var progress: [String]
        var takes: [MadeTake] { if case .made(let takes) = ended.outcome { takes } else { [] } }
        var error: GeneratorError? { ended.error }
    }

    private func generator(_ bench: Bench, _ options: [String: OptionValue]) throws -> CommandGenerator {
        let run: OptionValue = .list(["/bin/sh", "made.sh", "{output}", "{request}"].map(OptionValue.text))
        return try CommandGenerator(
            spec: GeneratorSpec(name: "local", kind: "command", options: options.merging(["run": run]) { $1 }), folder: bench.folder)
    }

    private func run(_ script: String, _ options: [String: OptionValue] = [:], in bench: Bench) async throws -> Result {
        if !bench.exists("clip.mp4") { try bench.clip("clip.mp4") }
        try bench.write(script, "made.sh")
        let generator = try generator(bench, options)
        let told = Mutex<[String]>([])
        let context = GeneratorContext(
            store: bench.context.store, results: bench.context.results, executor: bench.context.executor, tools: bench.context.tools,
            progress: { request, share, word in told.withLock { $0.append("\(request.label) \(share) \(word ?? "-")") } })
        let ended = Mutex<Ended?>(nil)
        let request = try generator.requests(for: shot, in: project([shot]))[0]
        try await generator.collect([request], in: context) { request, outcome in
            ended.withLock { $0 = Ended(request: request, outcome: outcome) }
        }
        return Result(ended: try #require(ended.withLock { $0 }), progress: told.withLock { $0 })
    }

    @Test func progressComesAsJSONLines() async throws {
        let result = try await run(
            """
            echo '{"progress":0.25,"message":"step 1"}'; echo loading; echo '{"progress": 0.5}'; echo '{"progress": "75%"}'
            echo '{"progress":0.751}'; echo '{"progress":7000}'; echo '{"progress":-1}'; cp clip.mp4 "$1"
            """, in: Bench())
        #expect(result.takes.count == 1)
        #expect(
            result.progress == ["0.25 step 1", "0.5 -", "0.75 -", "1.0 -", "0.0 -"].map { "window take 1 " + $0 })
    }

    @Test func aProgressBarIsReadFromStandardError() async throws {
        let result = try await run(
            "printf '\\r  0%%|   | 0/4\\r 25%%|#  | 1/4\\r 50%%|## | 2/4\\r100%%|####| 4/4\\n' >&2; echo done; cp clip.mp4 \"$1\"",
            ["progress": .text(#"(\d+)%"#)], in: Bench())
        #expect(result.progress == [0.0, 0.25, 0.5, 1.0].map { "window take 1 \($0) -" })
    }

    @Test(arguments: [(#"step (\d+)/(\d+)"#, "step 3/4", 0.75), (#"at ([\d.]+)"#, "at 0.5", 0.5), (#"at ([\d.]+)"#, "at 50", 0.5)])
    func aProgressBarMayHaveAnyForm(pattern: String, line: String, share: Double) async throws {
        let result = try await run("echo '\(line)'; cp clip.mp4 \"$1\"", ["progress": .text(pattern)], in: Bench())
        #expect(result.progress == ["window take 1 \(share) -"])
    }

    @Test(arguments: ["(", "no group", "(a)(b)(c)"]) func aPatternThatFindsNoNumberIsRefused(_ pattern: String) throws {
        let error = try #require(throws: GeneratorError.self) { try generator(Bench(), ["progress": .text(pattern)]) }
        #expect(error.code == .configuration)
        #expect(error.reason.contains("progress is no regular expression with one or two groups"))
    }

    @Test func aProgramMayMakeSeveralTakes() async throws {
        let bench = try Bench()
        try bench.clip("two.mp4", frames: 7)
        let script = """
            mkdir -p out; cp clip.mp4 "$(dirname "$1")/a.mp4"; cp two.mp4 out/b.mov
            printf '{"outputs":[{"path":"%s/a.mp4","seed":11},{"path":"out/b.mov","seed":"12"}]}\\n' "$(dirname "$1")"; echo bye
            """
        let result = try await run(script, ["cost": .number(0.5)], in: bench)
        #expect(result.takes.map(\.facts?.frames) == [6, 7])
        #expect(result.takes.map(\.seed) == [11, 12])
        #expect(result.takes.map(\.microdollars) == [500_000, 0])
        #expect(bench.exists("out/b.mov"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.context.store.root + "/commands") == [])
    }

    @Test func ofSeveralTakesTheShortOnesCannotBeUsed() async throws {
        let bench = try Bench()
        try bench.clip("short.mp4", frames: 3)
        let result = try await run(#"echo '{"outputs":[{"path":"short.mp4"},{"path":"clip.mp4"}]}'"#, in: bench)
        #expect(result.takes.map { $0.broken == nil } == [false, true])
        #expect(result.takes.first?.broken?.contains("it lasts 0.13 s") == true)
        let none = try await run(#"echo '{"outputs":[{"path":"short.mp4"},{"path":"short.mp4"}]}'"#, in: another(bench, with: "short.mp4"))
        #expect(none.error?.reason.contains("too short") == true)
    }

    /// Another bench with one file of the first.
    private func another(_ other: Bench, with name: String) throws -> Bench {
        let bench = try Bench()
        try FileManager.default.copyItem(atPath: other.path(name), toPath: bench.path(name))
        return bench
    }

    @Test(arguments: [
        (#"{"outputs":[]}"#, "names no file"), (#"{"outputs":[{"path":"gone.mp4"}]}"#, "'gone.mp4', but there is no such file"),
    ])
    func filesThatAreNotThereAreAFailureInWords(line: String, words: String) async throws {
        let result = try await run("echo '\(line)'", in: Bench())
        #expect(result.error?.code == .failed)
        #expect(result.error?.reason.contains(words) == true)
    }

    @Test func severalTakesThatWereFinishedBeforeAreNotMadeAgain() async throws {
        let bench = try Bench()
        try bench.clip("clip.mp4")
        let request = try generator(bench, [:]).requests(for: shot, in: project([shot]))[0]
        let folder = bench.context.store.root + "/commands/" + request.id.prefix(32)
        for name in ["take-1.mp4", "take-2.mp4"] {
            try AtomicFile.makeFolder(folder)
            try FileManager.default.copyItem(atPath: bench.path("clip.mp4"), toPath: folder + "/" + name)
        }
        // Without the list they are the leavings of a run that did not finish.
        #expect(try await run("exit 9", in: bench).error?.reason.contains("exit code 9") == true)
        try AtomicFile.write(Data(#"[{"name":"take-1.mp4","seed":5},{"name":"take-2.mp4"}]"#.utf8), to: folder + "/takes.json")
        #expect(try await run("exit 9", in: bench).takes.map(\.seed) == [5, nil])
    }

    @Test func theLogIsTheEndOfWhatWasWritten() async throws {
        let script = """
            i=0; while [ $i -lt 3000 ]; do echo "line $i and some more words so that it is longer than that"; i=$((i+1)); done
            printf '\\033[31mred\\033[0m\\n  0%%\\r 50%%\\r 99%%\\n'; echo '{"progress":0.1}'; echo '{"other":1}'; exit 1
            """
        let log = try #require(try await run(script, in: Bench()).error).log
        #expect(log.utf8.count <= 66_000 && log.utf8.count > 60_000)
        #expect(log.contains("line 2999 and") && !log.contains("line 100 and"))
        #expect(log.contains("\nred") && log.contains(" 99%") && !log.contains("50%"))
        #expect(log.contains(#"{"other":1}"#) && !log.contains("progress"))
        // What a program says in two ways has no order.
        let both = try #require(try await run("echo said; printf 'complained\\n  0%%\\r 99%%\\n' >&2; exit 1", in: Bench()).error).log
        #expect(both.contains("said") && both.contains("complained\n") && both.contains(" 99%") && !both.contains(" 0%"))
    }

    @Test func aKeyThatWasPassedOnIsNotInTheLogNorInTheProgress() async throws {
        setenv("MV_TEST_API_KEY", "sk-geheim/1234567890", 1)
        setenv("MV_TEST_HOME", "/data/models", 1)
        let script = """
            echo "using $MV_TEST_API_KEY from $MV_TEST_HOME"; echo "{\\"progress\\":0.5,\\"message\\":\\"$MV_TEST_API_KEY\\"}"
            echo "GET https://host/x?key=$MV_TEST_API_KEY" >&2; exit 1
            """
        let result = try await run(script, ["environment": .list([.text("MV_TEST_API_KEY"), .text("MV_TEST_HOME")])], in: Bench())
        let log = try #require(result.error).log
        #expect(log.contains("using ••• from /data/models") && log.contains("https://host/x?…"))
        #expect(result.progress == ["window take 1 0.5 •••"])
        #expect(!log.contains("geheim"))
    }

    @Test func aLineWithoutAnEndDoesNotFillTheMemory() async throws {
        let log = try #require(try await run("head -c 3000000 /dev/zero | tr '\\0' x; exit 1", in: Bench()).error).log
        #expect(log.utf8.count <= 66_000)
    }

    @Test func bothStreamsMayBeFull() async throws {
        let script = "head -c 500000 /dev/zero | tr '\\0' x >&2; head -c 500000 /dev/zero | tr '\\0' y; cp clip.mp4 \"$1\""
        #expect(try await run(script, in: Bench()).takes.count == 1)
    }
}

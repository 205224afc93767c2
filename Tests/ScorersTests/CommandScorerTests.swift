import Editorial
import Foundation
import Scorers
import Testing

@Suite struct CommandScorerTests {
    /// Answers every request with the same scores, taking the id out of the line.
    private static func answering(_ answer: String, before: String = "") -> String {
        """
        \(before)
        echo '\(Stage.hello)'
        while read -r line; do
            id=$(printf '%s' "$line" | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')
            printf '{"id":"%s",\(answer)}\\n' "$id"
        done
        """
    }

    @Test func aProgramIsAskedAboutEveryTakeAndItsNumbersBecomeShares() async throws {
        let stage = try Stage()
        let scorer = try stage.shell(Self.answering("\"scores\":{\"fun\":7},\"notes\":\"two  lines\""))
        let facts = try await scorer.open()
        #expect(
            facts
                == ScorerFacts(
                    name: "toy", version: "1", wants: .frames(count: 1, longSide: 512), scores: [ScoreRange("fun", max: 10)], batch: 2))
        let answers = try await stage.ask(scorer, 5)
        await scorer.close()
        #expect(answers.count == 5)
        #expect(answers["q4"]?.opinion == Opinion(parts: ["fun": .init(score: 0.7, raw: 7)], notes: "two lines"))
    }

    @Test func aTakeThatAProgramCannotScoreCostsNoOther() async throws {
        let stage = try Stage()
        let scorer = try stage.shell(
            """
            echo '\(Stage.hello)'
            read -r line; echo '{"id":"q0","error":"too dark"}'
            read -r line; echo '{"id":"q1","scores":{"fun":1,"joy":2}}'
            read -r line; echo '{"id":"q2","scores":{"fun":"much"}}'
            read -r line; echo '{"id":"q3","scores":{}}'
            read -r line
            """)
        let answers = try await stage.ask(scorer, 4)
        await scorer.close()
        #expect(answers["q0"]?.reason == "too dark")
        #expect(answers["q1"]?.reason == "it gave a score 'joy' that its first line does not name")
        #expect(answers["q2"]?.reason?.contains("no number") == true)
        #expect(answers["q3"]?.opinion == Opinion(parts: [:]))
    }

    @Test func aProgramThatDiesIsStartedOnceMoreAndAskedWhatItDidNotAnswer() async throws {
        let stage = try Stage()
        let scorer = try stage.shell(
            Self.answering(
                "\"scores\":{\"fun\":5}",
                before: """
                    if [ ! -e died ]; then touch died; echo '\(Stage.hello)'; read -r line; echo oops >&2; exit 3; fi
                    """))
        let answers = try await stage.ask(scorer, 3)
        await scorer.close()
        #expect(answers.keys.sorted() == ["q0", "q1", "q2"])
    }

    @Test func aProgramThatDiesTwiceIsGivenUpWithItsLastWords() async throws {
        let stage = try Stage()
        let scorer = try stage.shell("echo '\(Stage.hello)'; read -r line; echo 'no such model' >&2; exit 3")
        let error = await fault { _ = try await stage.ask(scorer, 3) }
        #expect(error?.reason == "'sh' ended with exit code 3, again after it was started anew")
        #expect(error?.log == "no such model")
    }

    @Test func aProgramThatIsSilentTooLongIsEnded() async throws {
        let stage = try Stage()
        let scorer = try stage.shell("echo '\(Stage.hello)'; sleep 60", ["timeout": .number(0.3)])
        let error = await fault { _ = try await stage.ask(scorer, 1) }
        #expect(error?.reason.contains("said nothing for 0.3 seconds; raise 'timeout' if it needs longer, again") == true)
        let mute = try stage.shell("sleep 60", ["start_timeout": .number(0.3)])
        #expect(await fault { _ = try await mute.open() }?.reason.contains("did not introduce itself within 0.3 seconds") == true)
    }

    @Test(arguments: [
        ("hello there", "its first line is no JSON object but 'hello there'"),
        (#"{"protocol":2,"name":"a"}"#, "it speaks protocol 2, and this program speaks protocol 1"),
        (#"{"protocol":1,"name":"a"}"#, "needs a \"name\" and a \"version\""),
        (#"{"protocol":1,"name":"a","version":"1","wants":{"frames":0}}"#, "is neither"),
        (#"{"protocol":1,"name":"a","version":"1","wants":{"clip":true}}"#, "names no \"scores\""),
        (#"{"protocol":1,"name":"a","version":"1","wants":{"clip":true},"scores":[{"key":"a.b"}]}"#, "of letters, digits"),
        (
            #"{"protocol":1,"name":"a","version":"1","wants":{"clip":true},"scores":[{"key":"a","min":1,"max":1}]}"#,
            "expected min below max"
        ),
    ])
    func aFirstLineThatBreaksTheContractIsSaid(line: String, told: String) async throws {
        let stage = try Stage()
        let scorer = try stage.shell("echo '\(line)'; sleep 5")
        let error = await fault { _ = try await stage.ask(scorer, 1) }
        #expect(error?.reason.contains("breaks the contract") == true)
        #expect(error?.reason.contains(told) == true, "\(error?.reason ?? "nothing")")
    }

    @Test func aProgramThatIsNotThereIsNamed() async throws {
        let spec = ScorerSpec(name: "mine", kind: "command", options: ["run": .list([.text("no-such-program-here")])])
        let scorer = try CommandScorer(spec, folder: NSTemporaryDirectory())
        #expect(await fault { _ = try await scorer.open() }?.reason.hasPrefix("'no-such-program-here' cannot be run") == true)
    }

    @Test func theFingerprintChangesWithTheProgramsFile() throws {
        let stage = try Stage()
        let first = try stage.shell("echo 1").fingerprint()
        #expect(try stage.shell("echo 1").fingerprint() == first)
        #expect(try stage.shell("echo 2").fingerprint() != first)
    }
}

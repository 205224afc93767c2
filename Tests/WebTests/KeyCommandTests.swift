import Foundation
import Testing
import Web

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A program that prints a key.
struct KeyCommandTests {
    private func failure(_ words: [String], _ command: KeyCommand = KeyCommand()) async -> String {
        let error = await #expect(throws: SecretError.self) { try await command.secret(words, in: NSTemporaryDirectory()) }
        return error?.description ?? ""
    }

    @Test func whatItPrintsIsTheKeyWithoutItsLastLineBreak() async throws {
        #expect(try await KeyCommand().secret(["echo", "sk-1234567890"], in: NSTemporaryDirectory()).reveal() == "sk-1234567890")
        #expect(try await KeyCommand().secret(["/bin/sh", "-c", "printf sk-12345; exit 0"], in: "/").reveal() == "sk-12345")
    }

    @Test func itRunsInTheProjectsFolderAndNoShellReadsItsWords() async throws {
        try await withFolder { folder in
            try Data("sk-of-the-folder".utf8).write(to: URL(fileURLWithPath: folder + "/key"))
            #expect(try await KeyCommand().secret(["cat", "key"], in: folder).reveal() == "sk-of-the-folder")
            #expect(try await KeyCommand().secret(["echo", "$HOME;ls|cat"], in: folder).reveal() == "$HOME;ls|cat")
        }
    }

    @Test(arguments: [
        ("exit 3", "ended with exit code 3; run it in a terminal to see why"),
        ("kill -TERM $$", "was ended by signal 15; run it in a terminal to see why"),
        ("true", "printed nothing; expected the key"),
        ("echo sk-very-secret; echo sk-very-secret", "printed more than one line; expected the key and nothing else"),
        ("printf 'sk-very-secret\\303\\251'", "printed characters that no header can carry; expected the key as the service shows it"),
        ("head -c 20000 /dev/zero | tr '\\0' k", "printed more than any key has; expected the key and nothing else"),
    ])
    func whenItFailsThatIsSaidAndNothingItWrote(_ script: String, _ words: String) async {
        let text = await failure(["sh", "-c", "echo sk-very-secret >&2; echo sk-very-secret >/dev/null; \(script)"])
        #expect(text == "the key command 'sh' \(words)")
    }

    @Test func aFailureAfterTheKeyWasPrintedDoesNotShowIt() async {
        let text = await failure(["sh", "-c", "echo sk-very-secret; echo sk-very-secret >&2; exit 1"])
        #expect(text == "the key command 'sh' ended with exit code 1; run it in a terminal to see why")
    }

    @Test func aProgramThatIsNotThereIsNamed() async {
        for name in ["no-such-program-of-mv", "/no/such/program"] {
            #expect(await failure([name, "sk-argument"]) == "the key command '\(name)' cannot be run; check that it is installed and may be executed")
        }
    }

    @Test func oneThatDoesNotEndIsEndedWithAllItStarted() async throws {
        try await withFolder { folder in
            // Its time is up as soon as it has started another program.
            let command = KeyCommand(patience: .seconds(9)) { _ in
                while !FileManager.default.fileExists(atPath: folder + "/child") { try await Task.sleep(for: .milliseconds(2)) }
            }
            let text = await failure(["sh", "-c", "sleep 600 & echo $! > \(folder)/new; mv \(folder)/new \(folder)/child; wait"], command)
            #expect(text == "the key command 'sh' did not end within 9.0 seconds; run it in a terminal: it may want to ask something")
            let child = try #require(Int32(String(contentsOfFile: folder + "/child", encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)))
            while kill(child, 0) == 0 {
                // Gone, but nobody has asked how it ended.
                if (try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8))?.contains(") Z ") == true { break }
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }

    @Test func whatItLeavesRunningIsNotWaitedFor() async throws {
        let words = ["sh", "-c", "sleep 20 & echo sk-1234567890"]
        #expect(try await KeyCommand(patience: .seconds(15)).secret(words, in: "/").reveal() == "sk-1234567890")
    }

    @Test func itRunsOnceForManyWhoAskAndAgainWhenTheKeyIsOld() async throws {
        try await withFolder { folder in
            let words = ["sh", "-c", "echo x >> runs; echo sk-1234567890"]
            func runs() -> Int { FileManager.default.contents(atPath: folder + "/runs")?.count ?? 0 }
            let kept = KeyCommand()
            try await withThrowingTaskGroup { group in
                for _ in 0..<8 { group.addTask { _ = try await kept.secret(words, in: folder) } }
                try await group.waitForAll()
            }
            #expect(runs() == 2)
            let fresh = KeyCommand(freshness: .zero)
            for _ in 0..<2 { _ = try await fresh.secret(words, in: folder) }
            #expect(runs() == 6)
        }
    }

    @Test func aFailureIsNotKept() async throws {
        try await withFolder { folder in
            let command = KeyCommand()
            let words = ["cat", "key"]
            await #expect(throws: SecretError.self) { try await command.secret(words, in: folder) }
            try Data("sk-1234567890".utf8).write(to: URL(fileURLWithPath: folder + "/key"))
            #expect(try await command.secret(words, in: folder).reveal() == "sk-1234567890")
        }
    }
}

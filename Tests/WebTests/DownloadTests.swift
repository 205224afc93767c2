import Foundation
import Testing
import Web

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

struct DownloadTests {
    private let client = WebClient(reach: .anywhere)

    private func failure(
        _ server: Loopback, _ path: String = "/", limits: DownloadLimits = DownloadLimits()
    ) async throws -> DownloadError? {
        try await withFolder { folder in
            let error = await #expect(throws: DownloadError.self) {
                try await client.download(server.url(path), to: folder + "/take.mp4", limits: limits)
            }
            try #expect(names(in: folder) == [])
            return error
        }
    }

    @Test func aVideoArrivesWholeWithTheKindItsBytesSay() async throws {
        try await Loopback.serve { _ in
            .answer(200, [("Content-Type", "application/json")], body: Clip.bytes())
        } _: { server in
            try await withFolder { folder in
                let file = folder + "/deep/er/take.bin"
                let downloaded = try await client.download(server.url(), to: file, headers: [("Accept", "video/*")])
                #expect(downloaded == Downloaded(bytes: 4000, fileExtension: "mp4", contentType: "application/json"))
                try #expect(Data(contentsOf: URL(fileURLWithPath: file)) == Clip.bytes())
                try #expect(names(in: folder + "/deep/er") == ["take.bin"])
                #expect(server.log[0]["Accept"] == "video/*")
                #expect(server.log[0]["Accept-Encoding"] == "identity")
                #expect(server.log[0]["Range"] == nil)
            }
        }
    }

    @Test func whatLayThereBeforeIsReplacedOnlyByAWholeFile() async throws {
        try await Loopback.serve {
            $0.target == "/good" ? .answer(body: Clip.bytes()) : .answer(500)
        } _: { server in
            try await withFolder { folder in
                try Data("old".utf8).write(to: URL(fileURLWithPath: folder + "/take.mp4"))
                await #expect(throws: DownloadError.self) { try await client.download(server.url("/bad"), to: folder + "/take.mp4") }
                try #expect(Data(contentsOf: URL(fileURLWithPath: folder + "/take.mp4")) == Data("old".utf8))
                _ = try await client.download(server.url("/good"), to: folder + "/take.mp4")
                try #expect(Data(contentsOf: URL(fileURLWithPath: folder + "/take.mp4")) == Clip.bytes())
                try #expect(names(in: folder) == ["take.mp4"])
            }
        }
    }

    @Test(arguments: [
        (#"{"error":{"message":"still processing"}}"#, "JSON: {\"error\""), ("<html><body>Sign in</body></html>", "HTML or XML: <html>"),
        ("not found", "text: not found"), ("\u{89}PNG\r\n\u{1a}\n", "unknown"),
    ])
    func whatIsNoVideoIsNeverSavedWhateverTheServerCallsIt(_ body: String, _ words: String) async throws {
        try await Loopback.serve { _ in
            .answer(200, [("Content-Type", "video/mp4")], body)
        } _: { server in
            let error = try await failure(server)
            #expect(error?.kind == .notAVideo)
            #expect(error?.reason.contains(words) == true, "\(String(describing: error))")
            #expect(error?.reason.contains("which it calls video/mp4") == true)
        }
    }

    @Test func anEndlessPageIsLeftAfterItsFirstBytes() async throws {
        try await Loopback.serve { _ in
            .head(200, [("Connection", "close")]) + [.send(Data("<html>".utf8)), .fill(1 << 30), .close]
        } _: { server in
            try await #expect(failure(server)?.kind == .notAVideo)
        }
    }

    @Test func anotherStatusIsAnErrorWithItsAnswer() async throws {
        try await Loopback.serve { seen in
            .answer(Int(seen.target.dropFirst()) ?? 0, [("Retry-After", "3")], #"{"error":"gone"}"#)
        } _: { server in
            for status in [202, 401, 403, 404, 410, 416, 429, 500] {
                let error = try await failure(server, "/\(status)")
                #expect(error?.kind == .status(status))
                #expect(error?.reason.contains("HTTP \(status): {\"error\":\"gone\"}") == true)
                #expect(error?.answer?.json?["error"]?.text == "gone")
                #expect(error?.answer?.retryAfter == .seconds(3))
            }
        }
    }

    @Test func fewerBytesThanAnnouncedAreShort() async throws {
        try await Loopback.serve { _ in
            .head(200, [("Content-Length", "9000")]) + [.send(Clip.bytes()), .close]
        } _: { server in
            let error = try await failure(server)
            #expect(error?.kind == .short)
            #expect(error?.reason.contains("after 4000 of 9000 bytes") == true)
        }
    }

    @Test func anEmptyFileIsShort() async throws {
        try await Loopback.serve { _ in
            .answer()
        } _: { server in
            let error = try await failure(server)
            #expect(error?.kind == .short)
            #expect(error?.reason.contains("it is empty") == true)
        }
    }

    @Test func piecesThatBreakOffAreInterrupted() async throws {
        try await Loopback.serve { _ in
            .head(200, [("Transfer-Encoding", "chunked")]) + [.send(Data("3e8\r\n".utf8) + Clip.bytes(1000) + Data("\r\n".utf8)), .close]
        } _: { server in
            let error = try await failure(server)
            #expect(error?.kind == .interrupted)
            #expect(error?.reason.contains("after 1000 bytes") == true)
        }
    }

    @Test func moreBytesThanAllowedAreTooLarge() async throws {
        try await Loopback.serve { seen in
            let clip = Clip.bytes(5000)
            return seen.target == "/said" ? .answer(body: clip) : .head(200, [("Connection", "close")]) + [.send(clip), .close]
        } _: { server in
            for path in ["/said", "/unsaid"] {
                let error = try await failure(server, path, limits: DownloadLimits(mostBytes: 4999))
                #expect(error?.kind == .tooLarge)
                #expect(error?.reason.contains("4999") == true)
            }
        }
    }

    @Test func aFileThatDoesNotFitOnTheDiskIsNotBegun() async throws {
        try await Loopback.serve { _ in
            .head(200, [("Content-Length", "1152921504606846976")]) + [.send(Clip.bytes())]
        } _: { server in
            let error = try await failure(server, limits: DownloadLimits(mostBytes: .max))
            #expect(error?.kind == .interrupted)
            #expect(error?.reason.contains("the file needs 1099511627776 MiB and the disk has") == true)
        }
    }

    @Test func standingStillAndTakingTooLongAreTimeouts() async throws {
        try await Loopback.serve { seen in
            let head: [Loopback.Step] = .head(200, [("Content-Length", "100000")]) + [.send(Clip.bytes(1000))]
            let drops = Array(repeating: [Loopback.Step.pause(.milliseconds(10)), .send(Data("x".utf8))], count: 300)
            return seen.target == "/idle" ? head : head + drops.flatMap { $0 }
        } _: { server in
            let idle = try await failure(server, "/idle", limits: DownloadLimits(idle: .milliseconds(150)))
            #expect(idle?.kind == .timeout)
            #expect(idle?.reason.contains("stood still for 0.15 seconds") == true)
            let whole = try await failure(server, "/slow", limits: DownloadLimits(idle: .seconds(5), whole: .milliseconds(300)))
            #expect(whole?.kind == .timeout)
            #expect(whole?.reason.contains("took longer than 0.3 seconds") == true)
        }
    }

    @Test func aServerThatIsNotThereWasNotAsked() async throws {
        let url = try await Loopback.serve { _ in
            []
        } _: {
            try $0.url()
        }
        try await withFolder { folder in
            let error = await #expect(throws: WebError.self) { try await client.download(url, to: folder + "/x") }
            #expect(error?.kind == .notSent)
            try #expect(names(in: folder) == [])
        }
    }

    @Test func cancellingLeavesNothingBehind() async throws {
        try await Loopback.serve { _ in
            .head(200, [("Content-Length", "100000")]) + [.send(Clip.bytes(1000))]
        } _: { server in
            try await withFolder { folder in
                let url = try server.url()
                let task = Task { try await client.download(url, to: folder + "/take.mp4") }
                while try names(in: folder).isEmpty || server.log.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
                let start = ContinuousClock.now
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(ContinuousClock.now - start < .seconds(2))
                try #expect(names(in: folder) == [])
            }
        }
    }

    @Test func aCredentialGoesToItsOwnOriginAndNotToTheHostOfTheFile() async throws {
        try await Loopback.serve { _ in
            .answer(body: Clip.bytes())
        } _: { files in
            let location = try files.url("/signed?sig=abc").absoluteString
            try await Loopback.serve { _ in
                .redirect(to: location)
            } _: { server in
                let home = try #require(Origin(try server.url()))
                let client = WebClient(credentials: [Credential(secret: Secret("sk-1234567890"), origin: home)], reach: .anywhere)
                try await withFolder { folder in
                    _ = try await client.download(server.url("/content"), to: folder + "/take.mp4")
                    #expect(server.log[0]["Authorization"] == "Bearer sk-1234567890")
                    #expect(files.log[0]["Authorization"] == nil)
                }
            }
        }
    }

    @Test func errorsShowNoSignedAddressAndNoSecret() async throws {
        try await Loopback.serve { _ in
            .answer(403, [], "no access for sk-1234567890")
        } _: { server in
            let home = try #require(Origin(try server.url()))
            let client = WebClient(credentials: [Credential(secret: Secret("sk-1234567890"), origin: home)], reach: .anywhere)
            try await withFolder { folder in
                let error = await #expect(throws: DownloadError.self) {
                    try await client.download(server.url("/f.mp4?X-Amz-Signature=abcdef"), to: folder + "/t")
                }
                let text = try #require(error).reason
                #expect(text.contains("/f.mp4?…") && text.contains("no access for •••"))
                #expect(!text.contains("abcdef") && !text.contains("sk-12"))
            }
        }
    }

    @Test func memoryStaysFlat() async throws {
        func most() -> Int {
            var usage = rusage()
            // The process itself.
            getrusage(0, &usage)
            #if canImport(Darwin)
                return usage.ru_maxrss
            #else
                return usage.ru_maxrss * 1024
            #endif
        }
        try await Loopback.serve { _ in
            .head(200, [("Content-Length", "\((96 << 20) + 1000)")]) + [.send(Clip.bytes(1000)), .fill(96 << 20)]
        } _: { server in
            try await withFolder { folder in
                let before = most()
                let downloaded = try await client.download(server.url(), to: folder + "/take.mp4")
                #expect(downloaded.bytes == (96 << 20) + 1000)
                #expect(most() - before < 64 << 20)
            }
        }
    }
}

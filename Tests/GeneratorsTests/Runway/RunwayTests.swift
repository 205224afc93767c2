import Editorial
import FakeServices
import Foundation
import Generators
import Testing
import Web

struct RunwayTests {
    @Test func aTaskIsAskedForWithTheVersionAndItsCostIsTold() async throws {
        try await withHosted(.runway) { stage async throws in
            let take = try #require(try await stage.run(Wish.request(seconds: 4.5)).takes?.first)
            #expect(take.microdollars == 600_000)
            #expect(
                stage.body == [
                    "model": "gen4.5", "promptText": "a window at night", "ratio": "1280:720", "duration": 5, "seed": 41,
                ])
            #expect(stage.server.log.allSatisfy { $0.header("X-Runway-Version") == "2024-11-06" })
            #expect(stage.jobs.all[0].path == "/v1/text_to_video")
        }
    }

    @Test func anotherVersionOfTheAPICanBeAskedFor() async throws {
        try await withHosted(.runway) { stage async throws in
            let error = await hostedError { _ = try await stage.run(Wish.request(), ["api_version": .text("2023-01-01")]) }
            #expect(error?.kind == .badRequest)
            #expect(error?.reason.contains("X-Runway-Version") == true)
        }
    }

    @Test func aPromptThatIsTooLongIsFoundBeforeItIsSent() async throws {
        try await withHosted(.runway) { stage async throws in
            // Each of these is two units of UTF-16, and one character to the eye.
            let prompt = String(repeating: "🎬", count: 501)
            let error = await hostedError { _ = try await stage.prepared(Wish.request(prompt)) }
            #expect(error?.kind == .badRequest)
            #expect(error?.reason.contains("1002 characters, and gen4.5 takes 1000") == true)
            #expect(error?.input == "prompt")
            #expect(stage.server.log.isEmpty)
            #expect(try await stage.run(Wish.request(String(repeating: "🎬", count: 500))).takes?.count == 1)
        }
    }

    @Test func theRatioIsOneTheModelHasAndAPictureAllowsMore() async throws {
        try await withHosted(.runway) { stage async throws in
            #expect(try await stage.prepared(Wish.request(width: 1080, height: 1920)).sent["ratio"] == "720:1280")
            let square = try await stage.prepared(Wish.request(width: 1024, height: 1024))
            #expect(square.warnings.contains { $0.contains("no shape like 1024×1024") })
            let picture = ["first_frame": try stage.picture("a.png")]
            let fromPicture = try await stage.prepared(Wish.request(width: 1024, height: 1024, inputs: picture))
            #expect(fromPicture.sent["ratio"] == "960:960")
            #expect(try await stage.run(Wish.request(width: 1024, height: 1024, inputs: picture)).takes?.count == 1)
            #expect(stage.jobs.all.last?.path == "/v1/image_to_video")
        }
    }

    @Test(arguments: [
        ("hailuo3", "16:9", "768p"), ("veo3.1", "1280:720", nil), ("grok_imagine_1_5", "16:9", nil), ("gen4_turbo", "1280:720", nil),
    ])
    func everyModelHasItsOwnSpellingOfSizes(model: String, ratio: String, resolution: String?) async throws {
        try await withHosted(.runway) { stage async throws in
            let inputs = ["first_frame": try stage.picture("a.png")]
            let sent = try await stage.prepared(Wish.request(inputs: inputs), ["model": .text(model)]).sent
            #expect(sent["ratio"]?.text == ratio)
            #expect(sent["resolution"]?.text == resolution)
        }
    }

    @Test func onlyWhatAModelKnowsIsSentBecauseAnythingElseIsRefused() async throws {
        try await withHosted(.runway) { stage async throws in
            let veo = try await stage.prepared(Wish.request(negative: "blur"), ["model": .text("veo3.1")])
            #expect(veo.sent["negativePrompt"] == "blur")
            #expect(veo.sent["audio"]?.bool == false)
            #expect(veo.sent["duration"] == 6)
            #expect(veo.warnings.isEmpty)
            let gen = try await stage.prepared(Wish.request(negative: "blur", seconds: 12), ["audio": .boolean(true)])
            #expect(gen.sent["negativePrompt"] == nil)
            #expect(gen.sent["audio"] == nil)
            for part in ["what to avoid", "no switch for sound", "at most 10 s"] {
                #expect(gen.warnings.contains { $0.contains(part) }, "\(part)")
            }
            let hailuo = try await stage.prepared(Wish.request(), ["model": .text("hailuo3")])
            #expect(hailuo.sent["seed"] == nil)
            #expect(hailuo.warnings.contains { $0.contains("takes no seed") })
            let wrong = await hostedError { _ = try await stage.run(Wish.request(), ["extra": .map(["steps": .integer(4)])]) }
            #expect(wrong?.kind == .badRequest)
            #expect(wrong?.reason.contains("steps: Unrecognized key") == true)
        }
    }

    @Test func aModelThatStartsFromAPictureSaysSo() async throws {
        try await withHosted(.runway) { stage async throws in
            let error = await hostedError { _ = try await stage.prepared(Wish.request(), ["model": .text("gen4_turbo")]) }
            #expect(error?.kind == .badRequest)
            #expect(error?.reason.contains("add first_frame") == true)
        }
    }

    @Test func firstAndLastPicturesHaveTheirPlaces() async throws {
        try await withHosted(.runway) { stage async throws in
            let inputs = ["first_frame": try stage.picture("a.png"), "last_frame": try stage.picture("b.png")]
            let seedance = try await stage.prepared(
                Wish.request(inputs: inputs), ["model": .text("seedance2"), "extra": .map(["ratio": .text("1280:720")])])
            #expect(seedance.sent["promptImage"]?.list?.map { $0["position"]?.text } == ["first", "last"])
            #expect(!seedance.warnings.contains { $0.contains("sizes of") })
            let gen = try await stage.prepared(Wish.request(inputs: inputs))
            #expect(gen.sent["promptImage"]?["file"] == "a.png")
            #expect(gen.warnings.contains { $0.contains("takes no last frame") })
        }
    }

    @Test func aLargePictureIsUploadedByAFormWithoutTheKey() async throws {
        try await withHosted(.runway) { stage async throws in
            let picture = try stage.picture("large.png", bytes: 4_000_000)
            #expect(try await stage.run(Wish.request(inputs: ["first_frame": picture])).takes?.count == 1)
            #expect(stage.body?["promptImage"] == "runway://upload-1")
            let form = try #require(stage.media.forms.first)
            #expect(form["policy"] == "signed")
            #expect(form.names.last == "file")
            #expect(form.file("file")?.data == FileManager.default.contents(atPath: picture.path))
            #expect(stage.media.withCredentials.isEmpty)
            let small = try stage.picture("small.png", bytes: 1_000_000)
            _ = try await stage.run(Wish.request(inputs: ["first_frame": small]))
            #expect(stage.body?["promptImage"]?.text?.hasPrefix("data:image/png;base64,") == true)
            #expect(stage.runway.uploads == 1)
        }
    }

    @Test func waitingForOnesTurnIsNoError() async throws {
        try await withHosted(.runway) { stage async throws in
            stage.book.always { $0.looks = 3 }
            let service = try stage.service()
            let request = Wish.request()
            let ticket = try await service.submit(try await service.prepare(request, stage.ask()), request, stage.ask())
            var seen: [String] = []
            for _ in 0..<3 {
                guard case .waiting(let waiting) = try await service.look(ticket, request, stage.ask()) else { break }
                seen.append("\(waiting.word) \(waiting.isRunning) \(waiting.share.map { "\($0)" } ?? "-")")
            }
            #expect(seen == ["PENDING false -", "THROTTLED false -", "RUNNING true 0.4"])
        }
    }

    @Test func anAddressThatHasDiedIsFreshOnTheNextLook() async throws {
        try await withHosted(.runway) { stage async throws in
            stage.runway.killAddresses(ofLooks: 2)
            #expect(try await stage.run().takes?.count == 1)
            #expect(stage.creates == 1)
            #expect(stage.media.fetches == 3)
        }
    }

    @Test(arguments: [
        ("SAFETY.INPUT.TEXT", ServiceError.Kind.moderation), ("SAFETY.OUTPUT.VIDEO", .moderation),
        ("INPUT_PREPROCESSING.SAFETY.TEXT", .moderation),
        ("INPUT_PREPROCESSING.IMAGE", .badRequest),
        ("INTERNAL.BAD_OUTPUT.CODE01", .modelFailure), ("INTERNAL", .modelFailure), ("SOMETHING.NEW", .modelFailure),
    ])
    func theFailureCodeSaysWhatWentWrongAndWhatItCost(code: String, kind: ServiceError.Kind) async throws {
        try await withHosted(.runway) { stage async throws in
            stage.book.always { $0.ending = .failed(.withCode(code, "it went wrong")) }
            let error = try await stage.run().error
            #expect(error?.kind == kind)
            #expect(error?.reason == "it went wrong (\(code))")
            #expect(error?.microdollars == 120_000)
            // The last part of the code may name the wrong input.
            #expect(error?.input == nil)
        }
    }

    @Test func aTaskAtWorkIsStoppedAndAFinishedOneIsNotDeleted() async throws {
        try await withHosted(.runway) { stage async throws in
            stage.book.create(1) { $0.looks = 9 }
            stage.book.create(2) { $0.looks = 0 }
            let service = try stage.service()
            let request = Wish.request()
            let prepared = try await service.prepare(request, stage.ask())
            let running = try await service.submit(prepared, request, stage.ask())
            #expect(try await service.cancel(running, request, stage.ask()) == .stopped)
            #expect(try await stage.watch(service, running, request).error?.kind == .cancelled)
            let done = try await service.submit(prepared, request, stage.ask())
            #expect(try await service.cancel(done, request, stage.ask()) == .impossible("Runway has finished it already; it is charged"))
            #expect(try await stage.watch(service, done, request).takes?.count == 1)
            #expect(stage.server.log.filter { $0.method == "DELETE" }.count == 1)
        }
    }

    @Test func theEstimateIsForTheLengthThatWillBeMade() async throws {
        try await withHosted(.runway) { stage async throws in
            #expect(try await stage.prepared(Wish.request(seconds: 4.5)).estimate.microdollars == 600_000)
            #expect(try await stage.prepared(Wish.request(), ["model": .text("kling_4")]).estimate.microdollars == nil)
        }
    }
}

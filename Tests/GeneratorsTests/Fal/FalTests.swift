import Content
import Editorial
import FakeServices
import Foundation
import Generators
import Testing
import Web

struct FalTests {
    private let pictureModel: [String: OptionValue] = ["model_with_picture": .text("bytedance/seedance-2.0/image-to-video")]

    @Test func theModelsInputIsSpelledAsTheModelWantsIt() async throws {
        try await withHosted(.fal) { stage async throws in
            #expect(try await stage.run(Wish.request(seconds: 4.5)).takes?.first?.seed == 41)
            #expect(
                stage.body == [
                    "prompt": "a window at night", "duration": "5", "resolution": "720p", "aspect_ratio": "16:9", "seed": 41,
                    "generate_audio": false,
                ])
            let create = try #require(stage.server.log.first)
            #expect(create.path == "/bytedance/seedance-2.0/text-to-video")
            #expect(create.header("Authorization") == "Key \(HostedStage.key)")
            #expect(create.header("X-Fal-No-Retry") == "1")
        }
    }

    @Test(arguments: [
        ("alibaba/wan-3.0/text-to-video", JSONValue.integer(5)), ("fal-ai/veo3.1", "6s"), ("fal-ai/kling-video/v3/pro/text-to-video", "5"),
        ("minimax/h3/text-to-video", .integer(5)), ("bytedance/seedance-2.5/text-to-video", "5"),
    ])
    func theSameLengthIsANumberATextOrHasAUnit(model: String, duration: JSONValue) async throws {
        try await withHosted(.fal) { stage async throws in
            #expect(try await stage.prepared(Wish.request(seconds: 5), ["model": .text(model)]).sent["duration"] == duration)
        }
    }

    @Test func soundHasTheModelsOwnName() async throws {
        try await withHosted(.fal) { stage async throws in
            #expect(
                try await stage.prepared(Wish.request(), ["model": .text("alibaba/wan-3.0/text-to-video")]).sent["audio"]?.bool == false)
            let none = try await stage.prepared(Wish.request(), ["model": .text("minimax/h3/text-to-video"), "audio": .boolean(true)])
            #expect(none.sent["generate_audio"] == nil)
            #expect(none.warnings.contains { $0.contains("no switch for sound") })
        }
    }

    @Test func aModelWithoutSeedOrNegativePromptIsWarnedOf() async throws {
        try await withHosted(.fal) { stage async throws in
            let kling = try await stage.prepared(
                Wish.request(negative: "blur"), ["model": .text("fal-ai/kling-video/v3/standard/text-to-video")])
            #expect(kling.sent["seed"] == nil)
            #expect(kling.sent["negative_prompt"] == "blur")
            #expect(kling.warnings.contains { $0.contains("takes no seed") })
            let seedance = try await stage.prepared(Wish.request(negative: "blur"))
            #expect(seedance.sent["negative_prompt"] == nil)
            #expect(seedance.warnings.contains { $0.contains("no field for what to avoid") })
            #expect(try stage.service().takesNegative == false)
            #expect(try stage.service(["model": .text("fal-ai/kling-video/v3/pro/text-to-video")]).takesNegative)
        }
    }

    @Test func anUnknownModelIsAskedInTheUsualWordsAndTheProjectCanRenameThem() async throws {
        try await withHosted(.fal) { stage async throws in
            let usual = try await stage.prepared(Wish.request(), ["model": .text("somebody/new")])
            #expect(usual.sent["duration"] == "5")
            #expect(usual.sent["resolution"] == "720p")
            #expect(usual.warnings.contains { $0.contains("not in the list of known models") })
            #expect(usual.estimate.microdollars == nil)
            let own = try await stage.prepared(
                Wish.request(),
                [
                    "model": .text("somebody/new"),
                    "fields": .map(["duration": .text(""), "frames": .text("num_frames"), "audio": .text("sound")]),
                    "input": .map(["guidance": .number(3.5), "resolution": .text("580p")]),
                ])
            #expect(own.sent["duration"] == nil)
            #expect(own.sent["num_frames"] == 120)
            #expect(own.sent["sound"]?.bool == false)
            #expect(own.sent["generate_audio"] == nil)
            #expect(own.sent["guidance"]?.double == 3.5)
            #expect(own.sent["resolution"] == "580p")
        }
    }

    @Test func aNameInFieldsThatWeDoNotKnowIsExplained() async throws {
        try await withHosted(.fal) { stage async throws in
            do {
                _ = try stage.service(["fields": .map(["length": .text("duration")])])
                Issue.record("it was taken")
            } catch {
                #expect("\(error)".contains("fields has no 'length'; the names are prompt, negative, seed, duration"))
            }
        }
    }

    @Test func theEstimateIsForTheLengthAndSizeThatWillBeMade() async throws {
        try await withHosted(.fal) { stage async throws in
            #expect(try await stage.prepared(Wish.request(seconds: 4.5)).estimate.microdollars == 5 * 303_000)
            let fixed = try await stage.prepared(
                Wish.request(seconds: 4.5), ["input": .map(["duration": .text("10"), "resolution": .text("480p")])])
            #expect(fixed.estimate.microdollars == 10 * 135_000)
        }
    }

    @Test func theReturnedAddressesAreFollowedWithoutTheModelsSubPath() async throws {
        try await withHosted(.fal) { stage async throws in
            let service = try stage.service()
            let request = Wish.request()
            let ticket = try await service.submit(try await service.prepare(request, stage.ask()), request, stage.ask())
            #expect(ticket.links["status"] == stage.server.url + "/bytedance/seedance-2.0/requests/req-0/status")
            #expect(try await stage.watch(service, ticket, request).takes?.count == 1)
        }
    }

    @Test func addressesAtAnotherHostAreNotFollowedWithTheKey() async throws {
        try await withHosted(.fal) { stage async throws in
            stage.fal.link(to: stage.mediaServer.url)
            #expect(try await stage.run().takes?.count == 1)
            #expect(!stage.mediaServer.log.contains { $0.path.contains("requests") })
            #expect(stage.media.withCredentials.isEmpty)
        }
    }

    @Test(arguments: [
        ("https://queue.fal.run", "https://queue.fal.run/a/b/requests/1", true),
        ("https://queue.fal.run", "https://queue.falrun.com/a", true),
        ("https://queue.fal.run", "http://queue.fal.run/a", false), ("https://queue.fal.run", "https://evilfal.run/a", false),
        ("https://queue.fal.run", "https://queue.fal.run.evil.example/a", false),
        ("https://proxy.example", "https://queue.fal.run/a", false),
        ("https://proxy.example/fal", "https://proxy.example/a", true), ("https://proxy.example", "https://proxy.example:8443/a", false),
    ])
    func theKeyGoesToFalsOwnNamesAndFromAProxyToNobodyElse(base: String, link: String, may: Bool) throws {
        #expect(FalGenerator.mayHaveKey(try #require(URL(string: link)), base: try #require(URL(string: base))) == may)
    }

    @Test func picturesAreNotUploadedInTheClear() async throws {
        try await withHosted(.fal) { stage async throws in
            do {
                _ = try stage.service(["upload_url": .text("http://10.0.0.1/store")])
                Issue.record("it was taken")
            } catch {
                #expect("\(error)".contains("upload_url is no https address"))
            }
        }
    }

    @Test func theFirstEstimateIsForTheLengthThatWillBeMadeToo() async throws {
        try await withHosted(.fal) { stage async throws in
            #expect(try stage.service().estimate(Wish.request(seconds: 4.2)).microdollars == 5 * 303_000)
            #expect(try stage.service().estimate(Wish.request(seconds: 2)).microdollars == 4 * 303_000)
        }
    }

    @Test func workflowsHaveThreePartsBeforeTheirRequests() async throws {
        try await withHosted(.fal) { stage async throws in
            let service = try stage.service(["model": .text("workflows/me/clips")])
            _ = await hostedError { _ = try await service.look(Ticket("req-7"), Wish.request(), stage.ask()) }
            #expect(stage.server.log.last?.path == "/workflows/me/clips/requests/req-7/status")
        }
    }

    @Test func aPlaceInTheQueueIsTold() async throws {
        try await withHosted(.fal) { stage async throws in
            let service = try stage.service()
            let request = Wish.request()
            stage.book.always { $0.looks = 2 }
            let ticket = try await service.submit(try await service.prepare(request, stage.ask()), request, stage.ask())
            guard case .waiting(let queued) = try await service.look(ticket, request, stage.ask()),
                case .waiting(let running) = try await service.look(ticket, request, stage.ask())
            else {
                Issue.record("it is not waiting")
                return
            }
            #expect(!queued.isRunning)
            #expect(queued.word == "IN_QUEUE, place 3")
            #expect(running.isRunning)
        }
    }

    @Test func completedWithAnErrorIsAFailure() async throws {
        try await withHosted(.fal) { stage async throws in
            stage.book.always { $0.ending = .failed(.withCode("startup_timeout", "the runner did not start")) }
            let error = try await stage.run().error
            #expect(error?.kind == .modelFailure)
            #expect(error?.reason == "startup_timeout: the runner did not start")
        }
    }

    @Test func aResultThatIsNotThereForAWhileIsWaitedFor() async throws {
        try await withHosted(.fal) { stage async throws in
            stage.fal.failResults(
                .page(status: 500), .page(status: 503), .page(status: 502), .json(["detail": "Request is still in progress"], status: 400))
            #expect(try await stage.run().takes?.count == 1)
            #expect(stage.creates == 1)
        }
    }

    @Test func anErrorOfTheModelInTheResultEndsItWhateverItsStatus() async throws {
        try await withHosted(.fal) { stage async throws in
            stage.fal.failResults(FakeFal.modelError(504, type: "generation_timeout", message: "the model took too long"))
            let timeout = try await stage.run().error
            #expect(timeout?.kind == .modelFailure)
            #expect(timeout?.reason == "the model took too long")
            #expect(timeout?.microdollars == 0)
            stage.fal.failResults(FakeFal.platformError(503, type: "runner_disconnected", message: "the runner went away"))
            #expect(try await stage.run().error?.reason == "the runner went away")
            stage.fal.failResults(FakeFal.modelError(422, type: "image_too_large", message: "make it smaller", at: ["body", "image_url"]))
            #expect(try await stage.run().error?.kind == .modelFailure)
        }
    }

    @Test func aRefusalSaysWhichInputItIsAbout() async throws {
        try await withHosted(.fal) { stage async throws in
            stage.book.always { $0.ending = .refused }
            #expect(try await stage.run().error?.input == "prompt")
            let inputs = ["first_frame": try stage.picture("a.png")]
            let error = try await stage.run(Wish.request(inputs: inputs), pictureModel).error
            #expect(error?.kind == .moderation)
            #expect(error?.input == "image")
            stage.book.always { $0.submit = .refused }
            #expect(await hostedError { _ = try await stage.run() }?.input == "prompt")
        }
    }

    @Test func aPictureIsUploadedOnceForAllTakesAndWithoutTheKey() async throws {
        try await withHosted(.fal) { stage async throws in
            let picture = try stage.picture("a.png", bytes: 5000)
            let request = Wish.request(inputs: ["first_frame": picture])
            let service = try stage.service(pictureModel)
            let prepared = try await service.prepare(request, stage.ask())
            _ = try await service.prepare(request, stage.ask())
            _ = try await service.submit(prepared, request, stage.ask())
            #expect(stage.fal.uploads == 1)
            let name = "\(picture.digest.hex.prefix(16)).png"
            #expect(stage.media.uploads["uploads/" + name] == FileManager.default.contents(atPath: picture.path))
            #expect(stage.media.withCredentials.isEmpty)
            #expect(stage.body?["image_url"]?.text == "\(stage.mediaServer.url)/files/\(name)")
            #expect(stage.jobs.all[0].path == "/bytedance/seedance-2.0/image-to-video")
        }
    }

    @Test func withoutAPlaceToUploadToAPictureIsSentInside() async throws {
        try await withHosted(.fal) { stage async throws in
            var options = pictureModel
            options["upload_url"] = nil
            let spec = GeneratorSpec(
                name: "far", kind: "fal",
                options: [
                    "base_url": .text(stage.base), "key_file": .text("key.txt"), "model": .text("bytedance/seedance-2.0/image-to-video"),
                ])
            let service = try FalGenerator(spec: spec, folder: stage.bench.folder)
            let request = Wish.request(inputs: ["first_frame": try stage.picture("a.png")])
            _ = try await service.submit(try await service.prepare(request, stage.ask()), request, stage.ask())
            #expect(stage.body?["image_url"]?.text?.hasPrefix("data:image/png;base64,") == true)
        }
    }

    @Test func aPictureForAModelOfWordsIsExplainedBeforeAnythingCosts() async throws {
        try await withHosted(.fal) { stage async throws in
            let error = await hostedError {
                _ = try await stage.prepared(Wish.request(inputs: ["first_frame": try stage.picture("a.png")]))
            }
            #expect(error?.kind == .badRequest)
            #expect(error?.reason.contains("model_with_picture, often bytedance/seedance-2.0/image-to-video") == true)
            #expect(stage.server.log.isEmpty)
        }
    }

    @Test func cancellingIsAskedForAndAFinishedOneSaysItIsCharged() async throws {
        try await withHosted(.fal) { stage async throws in
            stage.book.always { $0.looks = 3 }
            let service = try stage.service()
            let request = Wish.request()
            let ticket = try await service.submit(try await service.prepare(request, stage.ask()), request, stage.ask())
            #expect(try await service.cancel(ticket, request, stage.ask()) == .asked)
            #expect(stage.server.log.last?.method == "PUT")
            #expect(try await service.cancel(ticket, request, stage.ask()) == .impossible("fal has finished it already; it is charged"))
            #expect(try await service.cancel(Ticket("no-such"), request, stage.ask()) == .impossible("fal does not know it any more"))
        }
    }
}
